// The names of HTML that the reader of markup knows.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

#include "page/markup.h"

namespace dateline {

/// Elements whose text is never read: raw to their end tag.
inline constexpr std::array skipped = std::to_array<std::string_view>({"audio", "canvas", "iframe", "math", "noembed", "noframes", "noscript", "object",
                                                                       "script", "select", "style", "svg", "template", "textarea", "video", "xmp"});
inline constexpr std::array void_names =
    std::to_array<std::string_view>({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"});

inline char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

/// Whether `a` is `lower_b` but for case.
inline bool same(std::string_view a, std::string_view lower_b) {
  return a.size() == lower_b.size() && std::equal(a.begin(), a.end(), lower_b.begin(), [](char x, char y) { return lower(x) == y; });
}

template <class List>
bool is_one_of(std::string_view name, const List& names) {
  return std::any_of(names.begin(), names.end(), [&](std::string_view n) { return same(name, n); });
}

Tag tag_of(std::string_view name);
Name attribute_of(std::string_view name);

}  // namespace dateline
