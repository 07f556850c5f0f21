// What the packs know, listed for people and for other programs: the commands lookup, gazetteer and actors.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pack/pack.h"

namespace dateline {

struct LookupCommand {
  std::string name, on;
  bool json = false;
};
struct ListCommand {
  std::string text;                     // what a name begins with, or holds
  bool within = false;                  // anywhere in the name
  std::string country, kind, role, on;  // filters; empty: any
  size_t limit = 0;                     // 0: all
  bool json = false;
};

/// Rows of strings under named columns, written as they come: TSV with a header line, or a JSON object a line.
class Lines {
 public:
  Lines(std::vector<std::string> columns, bool json, size_t limit);
  /// False once the limit is reached.
  bool add(const std::vector<std::string>& cells);
  size_t count() const { return count_; }

 private:
  std::vector<std::string> columns_;
  bool json_;
  size_t limit_, count_ = 0;
};

/// Whether some name of a cell ("United Nations|UN") begins with the folded text, or holds it.
bool names_match(std::string_view cell, std::string_view folded, bool within);

/// Each returns the exit code: 1 where nothing is found.
int look_up(const LookupCommand&, const Pack&);
int list_places(const ListCommand&, const Pack&);
int list_actors(const ListCommand&, const Pack&);

}  // namespace dateline
