// The tables of packs/en that words and sentences are split by.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "pack/pack.h"

namespace dateline {

class WordLists {
 public:
  explicit WordLists(const Pack&);

  /// What an abbreviation is followed by: "name" (Mr.), "number" (No.), "any" (U.S., Inc.), "end" (etc.); nothing where it is no abbreviation.
  std::optional<std::string_view> abbreviation(std::string_view word) const;
  /// "can not" for "cannot": the words that a form holds, a space between; empty where no list says.
  std::string_view parts(std::string_view word) const;
  bool is_prefix(std::string_view word) const;  // "non" of "non-combatant"
  bool is_suffix(std::string_view word) const;  // "wise" of "career-wise"
  bool is_unit(std::string_view word) const;    // "km" of "5km"
  bool is_domain(std::string_view word) const;  // "com" of "example.com"
  bool is_emoticon(std::string_view signs) const;
  bool is_starter(std::string_view word) const;                      // "the", "but": begins a sentence after "U.S."
  std::string_view sentence_weight(std::string_view feature) const;  // a number, or empty
  bool has_clitic(std::string_view word) const;                      // "n't", "'s"
  bool letter_is(char32_t letter, std::string_view use) const;       // "I" is a "word", "s" a "plural"

 private:
  bool has(const Table&, std::string_view word) const;
  bool is_affix(std::string_view word, std::string_view kind) const;
  Table abbreviations_, contractions_, affixes_, units_, domains_, emoticons_, clitics_, sentences_, starters_, letters_;
  int follow_, parts_, kind_, weight_, letter_use_;
};

/// Lower case of ASCII letters, curly apostrophes made plain: the keys of these tables hold nothing else. `room` is where it is written.
std::string_view plain_key(std::string_view word, std::string& room);

}  // namespace dateline
