// "Did you mean": the nearest command or option to a wrong word.
#pragma once

#include <CLI/App.hpp>
#include <algorithm>
#include <string>
#include <vector>

namespace dateline {

/// Letters to change, add or leave out to make one word of the other.
inline size_t distance(std::string_view a, std::string_view b) {
  std::vector<size_t> row(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    size_t diagonal = row[0];
    row[0] = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      size_t above = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, diagonal + (a[i - 1] != b[j - 1])});
      diagonal = above;
    }
  }
  return row[b.size()];
}

/// The command or option nearest to a word that is none; empty where none is near.
inline std::string suggest(const CLI::App& app, int argc, char** argv) {
  std::vector<std::string> known, given;
  auto add_options = [&](const CLI::App& a) {
    for (const CLI::Option* o : a.get_options())
      for (const auto& name : o->get_lnames()) known.push_back("--" + name);
  };
  add_options(app);
  for (const CLI::App* sub : app.get_subcommands({})) {
    known.push_back(sub->get_name());
    add_options(*sub);
  }
  std::string best;
  size_t least = 3;
  for (int i = 1; i < argc; ++i) {
    std::string word = std::string(argv[i]).substr(0, 64);
    if (std::ranges::find(known, word) != known.end() || (i > 1 && !word.starts_with("-"))) continue;
    for (const auto& name : known)
      if (size_t d = distance(word, name); d < least && 2 * d <= name.size()) {
        least = d;
        best = name;
      }
  }
  return best;
}

}  // namespace dateline
