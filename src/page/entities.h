// Character references of HTML: "&amp;", "&#8217;", "&#x2019;".
#pragma once

#include <string>

#include "pack/pack.h"

namespace dateline {

/// The table of names, opened once a page.
class Entities {
 public:
  explicit Entities(const Pack& pack);
  /// The size of the reference at `at` (where `&` stands) and its characters in `out`; 0 where it is a bare `&`.
  size_t read(std::string_view text, size_t at, std::string& out) const;
  /// All references of a short text decoded.
  std::string decode(std::string_view text) const;

 private:
  size_t read_number(std::string_view text, size_t at, std::string& out) const;
  Table table_;
  int name_, characters_;
};

}  // namespace dateline
