// source: bytes in, one report at a time: a file, a folder, standard input, or JSON lines.
//
// Always: `bytes` are what was given (for JSON lines the `text` or `html` value as UTF-8), and every span of the record counts in them.
// Never: a changed byte; an input that ends the run (a bad one comes out as its own Error, and the next follows).
#pragma once

#include <filesystem>
#include <istream>
#include <memory>

#include "base/base.h"

namespace dateline {

enum class MediaType : uint8_t { text, html };

struct Source {
  std::string id;   // given, or the file's name
  std::string uri;  // where it came from, or empty
  std::string bytes;
  MediaType media_type = MediaType::text;
  std::string published;             // as given: an ISO date or date-time (read_page leaves out what is none), or empty
  bool clean = false;                // the text is body text already: nothing is removed as furniture
  std::vector<SourceSpan> triggers;  // words whose factuality is asked for
};

enum class InputFormat : uint8_t { guess, text, html, jsonl };

struct FeedOptions {
  InputFormat format = InputFormat::guess;
  std::string published;            // for inputs that bring no date of their own
  uint64_t most_bytes = 64u << 20;  // a larger input is refused
};

/// A run of inputs. Each call gives the next Source, an Error that concerns one input alone (the run goes on), or nothing at the end.
class Feed {
 public:
  virtual ~Feed() = default;
  struct Item {
    std::string id;  // known also where reading failed
    Result<Source> source;
  };
  virtual std::optional<Item> next() = 0;
};

/// `where`: a path of a file or folder, or "-" for standard input.
Result<std::unique_ptr<Feed>> open_feed(const std::string& where, const FeedOptions&);

/// SHA-256 of bytes, in lower-case hex.
std::string sha256_hex(std::string_view bytes);

}  // namespace dateline
