// JSON lines: one report a line, {"id", "text" or "html" or "path", "published"?, "uri"?, "clean"?, "triggers"?}.
#pragma once

#include "source/source.h"

namespace dateline {

/// Reads lines from a stream that stays open as long as the feed.
std::unique_ptr<Feed> read_json_lines(std::unique_ptr<std::istream> owned, std::istream& in, std::string where, const FeedOptions&);

}  // namespace dateline
