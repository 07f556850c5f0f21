// Reads packs/en/status.tsv off the tree.
#include "events/status_cues.h"

#include <algorithm>

namespace dateline {
namespace {

constexpr size_t longest_chain = 6;  // governors above an act that are asked

bool in_list(std::string_view list, std::string_view item) {
  for (size_t at = 0; at <= list.size();) {
    size_t end = std::min(list.find('|', at), list.size());
    if (list.substr(at, end - at) == item) return true;
    at = end + 1;
  }
  return false;
}

/// "may attack or seize": a further verb without subject and auxiliary of its own stands under what the first one stands under.
bool shares_clause(const Reading& in, uint32_t word) {
  const Node& n = in.node(word);
  if (n.rel != Deprel::conj || n.head == Node::root || in.node(n.head).upos != n.upos) return false;
  if (n.upos != Upos::VERB) return false;
  return !in.syntax.has(word, "VerbForm=Fin") && child(in.syntax, word, Deprel::aux) == no_word && child(in.syntax, word, Deprel::nsubj) == no_word;
}

}  // namespace

StatusWords::StatusWords(const Pack& pack) : table_(pack.table("en/status")) {
  if (!table_) return;
  how_ = table_.column("how"), status_ = table_.column("status"), denied_ = table_.column("denied"), unless_ = table_.column("unless");
  for (uint32_t row = 0; row < table_.rows(); ++row)
    if (std::string_view how = table_.cell(row, how_);
        how.starts_with("with ") && std::find(prepositions_.begin(), prepositions_.end(), how) == prepositions_.end())
      prepositions_.push_back(how);
}

/// How a word stands to its governor, in the words of the table's column `how`; empty where nothing follows from it.
std::string_view StatusWords::how_it_stands(const Reading& in, uint32_t word) const {
  const Node& n = in.node(word);
  for (uint32_t c = in.syntax.first_child[word]; c != no_word && c < word; c = in.syntax.next_sibling[c])
    if (is(in.node(c).rel, Deprel::mark) || is(in.node(c).rel, Deprel::case_))
      for (std::string_view how : prepositions_)
        if (how.substr(how.find(' ') + 1) == in.node(c).lemma) return how;
  if (n.rel == Deprel::xcomp || n.rel == Deprel::acl) return "then";
  if (n.rel == Deprel::ccomp) return in.syntax.has(word, "VerbForm=Inf") && child(in.syntax, word, Deprel::aux) == no_word ? "then" : "that";
  return n.rel == Deprel::obj || n.rel == Deprel::nsubj_pass ? "object" : "";
}

/// Types are left alone only where the network saw an event: a predicate without a code has none.
std::optional<uint32_t> StatusWords::row_for(std::string_view word, std::string_view how, const Draft& d) const {
  for (uint32_t row : table_.find(word))
    if (table_.cell(row, how_) == how && !(d.coded && in_list(table_.cell(row, unless_), text(d.type)))) return row;
  return std::nullopt;
}

std::optional<StatusCue> StatusWords::status_of_row(uint32_t row, uint32_t word) const {
  auto s = parse_status(table_.cell(row, status_));
  return s ? std::optional(StatusCue{*s, word, row}) : std::nullopt;
}

std::optional<StatusCue> StatusWords::cue_at(const Reading& in, uint32_t word, std::string_view how, const Draft& d) const {
  auto row = row_for(fold(in.node(word).lemma), how, d);
  return row ? status_of_row(*row, word) : std::nullopt;
}

/// "would have": two auxiliaries of one verb that mean something together.
std::optional<StatusCue> StatusWords::two_auxiliaries(const Reading& in, uint32_t verb, const Draft& d) const {
  uint32_t last = no_word;
  for (uint32_t c = in.syntax.first_child[verb]; c != no_word; c = in.syntax.next_sibling[c]) {
    if (!is(in.node(c).rel, Deprel::aux)) continue;
    if (last != no_word)
      if (auto row = row_for(fold(in.node(last).lemma) + " " + fold(in.node(c).lemma), "aux", d)) return status_of_row(*row, last);
    last = c;
  }
  return std::nullopt;
}

/// "Malawi would ask if …": the main clause of a condition is conditional where it is not told as done.
std::optional<StatusCue> StatusWords::condition_below(const Reading& in, uint32_t verb, const Draft& d) const {
  if (child(in.syntax, verb, Deprel::aux) == no_word) return std::nullopt;
  for (uint32_t c = in.syntax.first_child[verb]; c != no_word; c = in.syntax.next_sibling[c]) {
    if (!is(in.node(c).rel, Deprel::advcl)) continue;
    for (uint32_t m = in.syntax.first_child[c]; m != no_word; m = in.syntax.next_sibling[m])
      if (is(in.node(m).rel, Deprel::mark))
        if (auto cue = cue_at(in, m, "condition", d)) return cue;
  }
  return std::nullopt;
}

/// "nobody was hurt", "attended no meeting": a side that is none denies the act.
std::optional<StatusCue> StatusWords::denied_side(const Reading& in, uint32_t verb, const Draft& d) const {
  for (uint32_t c = in.syntax.first_child[verb]; c != no_word; c = in.syntax.next_sibling[c]) {
    Deprel rel = in.node(c).rel;
    if (!is(rel, Deprel::nsubj) && !is(rel, Deprel::obj)) continue;
    if (auto cue = cue_at(in, c, "side", d)) return cue;
    for (uint32_t m = in.syntax.first_child[c]; m != no_word && m < c; m = in.syntax.next_sibling[m])
      if (is(in.node(m).rel, Deprel::det))
        if (auto cue = cue_at(in, m, "side", d)) return cue;
  }
  return std::nullopt;
}

/// "before police could fire", "before they had arrested a single one": a clause of before whose act did not come about.
std::optional<StatusCue> StatusWords::before_it(const Reading& in, uint32_t verb, const Draft& d) const {
  uint32_t mark = child(in.syntax, verb, Deprel::mark), aux = child(in.syntax, verb, Deprel::aux);
  if (mark == no_word || aux == no_word) return std::nullopt;
  std::string both = fold(in.node(mark).lemma) + " " + fold(in.node(aux).lemma);
  if (auto row = row_for(both, "mark", d)) return status_of_row(*row, mark);
  auto [first, last] = subtree(in.syntax, verb);
  for (uint32_t w = verb + 1; w < last; ++w)
    if (auto row = row_for(both + " " + fold(in.node(w).lemma), "mark", d)) return status_of_row(*row, mark);
  return std::nullopt;
}

/// "Did you sign the order?": a question without a word that asks for who, when or why leaves the act open.
std::optional<StatusCue> StatusWords::question(const Reading& in, uint32_t verb, const Draft& d) const {
  uint32_t first_child = in.syntax.first_child[verb];
  std::optional<StatusCue> mark;
  bool inverted = false;
  uint32_t subject = child(in.syntax, verb, Deprel::nsubj);
  for (uint32_t c = first_child; c != no_word; c = in.syntax.next_sibling[c]) {
    if (in.syntax.has(c, "PronType=Int")) return std::nullopt;
    if (is(in.node(c).rel, Deprel::aux) && subject != no_word && c < subject) inverted = true;
    if (in.node(c).rel == Deprel::punct && c > verb)
      if (auto cue = cue_at(in, c, "question", d)) mark = cue;
  }
  return inverted ? mark : std::nullopt;
}

/// Words that hang on a verb or noun: "not", "may", "if", "possible".
std::optional<StatusCue> StatusWords::local(const Reading& in, uint32_t at, const Draft& d) const {
  if (auto both = two_auxiliaries(in, at, d)) return both;
  if (auto condition = condition_below(in, at, d)) return condition;
  if (auto before = before_it(in, at, d)) return before;
  if (auto asked = question(in, at, d)) return asked;
  for (uint32_t c = in.syntax.first_child[at]; c != no_word; c = in.syntax.next_sibling[c]) {
    Deprel rel = in.node(c).rel;
    bool beside = is(rel, Deprel::advmod) || is(rel, Deprel::det) || is(rel, Deprel::amod);
    std::string_view how = is(rel, Deprel::aux) ? "aux" : is(rel, Deprel::mark) ? "mark" : beside ? "mod" : "";
    if (how.empty()) continue;
    if (auto cue = cue_at(in, c, how, d)) return cue;
  }
  return denied_side(in, at, d);
}

/// The row of a governor, with its particle where it has one ("call off").
std::optional<uint32_t> StatusWords::governing_row(const Reading& in, uint32_t governor, std::string_view how, const Draft& d) const {
  for (uint32_t c = in.syntax.first_child[governor]; c != no_word; c = in.syntax.next_sibling[c]) {
    bool particle = in.node(c).rel == Deprel::compound_prt || (is(in.node(c).rel, Deprel::advmod) && in.node(c).upos != Upos::ADV);
    if (!particle && in.node(c).rel != Deprel::xcomp && in.node(c).rel != Deprel::advmod) continue;
    if (auto row = row_for(fold(in.node(governor).lemma) + " " + fold(in.node(c).lemma), how, d)) return row;
  }
  return row_for(fold(in.node(governor).lemma), how, d);
}

/// One step down: what is known of a word from its governor, and from what hangs on the word itself.
StatusWords::Known StatusWords::step(const Reading& in, const Known& above, uint32_t governor, std::string_view how, uint32_t word, const Draft& d) const {
  if (auto own = local(in, word, d)) return {own};
  auto row = governing_row(in, governor, how, d);
  if (!row) return in.node(word).rel == Deprel::nsubj_pass ? above : Known{};  // "the talks were not held"
  if (above.open()) return above;
  if (!above.denied()) return {status_of_row(*row, governor)};
  auto s = parse_status(table_.cell(*row, denied_));
  return s ? Known{StatusCue{*s, governor, *row}} : Known{};
}

std::optional<StatusCue> StatusWords::cue_of(const Reading& in, const Draft& d) const {
  uint32_t verb = d.verb != no_word ? d.verb : d.head;
  if (d.head != verb)
    if (auto cue = local(in, d.head, d)) return cue;
  const Node& n = in.node(verb);
  bool subject = n.upos != Upos::VERB && n.rel == Deprel::nsubj && n.head != Node::root && !d.trigger.holds(n.head);
  if (subject) {  // "talks will resume"
    if (auto cue = local(in, verb, d)) return cue;
    if (auto cue = local(in, n.head, d)) return cue;
    for (uint32_t c = in.syntax.first_child[n.head]; c != no_word; c = in.syntax.next_sibling[c])
      if (is(in.node(c).rel, Deprel::aux))
        if (auto cue = cue_at(in, c, "noun-aux", d)) return cue;
    return std::nullopt;
  }
  struct Link {
    uint32_t governor, word;
    std::string_view how;
  };
  std::vector<Link> chain;
  uint32_t top = verb;
  for (size_t turns = 0; turns < 2 * longest_chain && chain.size() < longest_chain; ++turns) {
    if (shares_clause(in, top)) {
      if (auto own = local(in, top, d); own && chain.empty()) return own;
      top = in.node(top).head;
      continue;
    }
    std::string_view how = how_it_stands(in, top);
    uint32_t governor = in.node(top).head;
    if (how.empty() || governor == Node::root || d.trigger.holds(governor)) break;
    chain.push_back({governor, top, how});
    top = governor;
  }
  Known known{local(in, top, d)};
  for (size_t i = chain.size(); i-- > 0;) known = step(in, known, chain[i].governor, chain[i].how, chain[i].word, d);
  return known.cue;
}

}  // namespace dateline
