// Lemmas by rule: how the network says what the lemma of a form is.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "codes.h"
#include "pack/pack.h"

namespace dateline {

/// `rule` is CASE STRIP|SUFFIX, as in "L3|y": lower the form (L), keep it (K) or capitalise it (C), take 3 characters off, add "y".
/// A rule that does not fit or cannot be read gives the form in lower case.
std::string apply_lemma_rule(std::string_view rule, std::string_view form);

/// What packs/en says of lemmas: irregular forms and closed classes (lemmas.tsv), endings of inflected forms (lemma_endings.tsv).
class LemmaLists {
 public:
  explicit LemmaLists(const Pack&);
  /// The lemma of a form; `feats` as "Number=Plur|Tense=Past". The network's rule holds where the lists say nothing, but takes letters off an uninflected word
  /// only where the lists bear it out: "met" that was taken for a noun is still of "meet".
  std::string lemma_of(std::string_view form, Upos, std::string_view feats, std::string_view rule) const;

 private:
  std::optional<std::string> find(std::string_view form, Upos, std::string_view feats) const;
  /// Whether some class of the lists has this lemma for the form.
  bool knows(std::string_view form, std::string_view lemma) const;
  std::optional<std::string_view> listed(std::string_view key, std::string_view upos) const;
  std::optional<std::string> of_name(std::string_view form) const;
  std::optional<std::string> by_ending(std::string_view key, std::string_view upos) const;
  Table lemmas_, endings_;
  int class_ = -1, lemma_ = -1, ending_class_ = -1, off_ = -1, on_ = -1;
};

}  // namespace dateline
