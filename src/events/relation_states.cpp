// Whether a sentence tells a relation as a fact, and whether it is over: "former", "until 2014", "was ousted as", "is not", "may become", "designate".
#include <algorithm>

#include "events/relations.h"

namespace dateline {
namespace {

constexpr uint32_t title_words = 6;  // words before a noun that may belong to its title
constexpr int governors = 6;         // clauses above one that are asked for their tense

/// A verb with its particle ("take over"), or the word alone.
std::string key_of(const Reading& in, uint32_t word) {
  uint32_t particle = child(in.syntax, word, Deprel::compound_prt);
  return fold(in.node(word).lemma) + (particle != no_word ? " " + fold(in.word(particle)) : "");
}

/// In the simple past: "was the leader", "led", "was led by"; a perfect ("has led") tells of now.
bool in_past(const Reading& in, uint32_t predicate) {
  for (uint32_t c = in.syntax.first_child[predicate]; c != no_word; c = in.syntax.next_sibling[c])
    if ((is(in.node(c).rel, Deprel::aux) || is(in.node(c).rel, Deprel::cop)) && in.syntax.has(c, "VerbForm=Fin")) return in.syntax.has(c, "Tense=Past");
  return in.syntax.has(predicate, "Tense=Past") && in.syntax.has(predicate, "VerbForm=Fin");
}

/// "He said that she was the leader": the past of what is said is the time of saying.
bool under_past(const Reading& in, uint32_t predicate) {
  for (int turns = 0; turns < governors; ++turns) {
    const Node& n = in.node(predicate);
    if (n.head == Node::root) return false;
    if (n.rel == Deprel::ccomp && in_past(in, n.head)) return true;
    predicate = n.head;
  }
  return false;
}

bool is_question(const Reading& in, uint32_t word) {
  const Sentence& s = in.text.sentences[in.text.sentence_of(word)];
  for (uint32_t w = s.last; w-- > s.first && in.node(w).upos == Upos::PUNCT;)
    if (in.word(w).starts_with('?')) return true;
  return false;
}

}  // namespace

RelationStates::RelationStates(const Pack& pack) : rows_(pack.table("en/relation_states")), status_(pack) {
  if (rows_) how_ = rows_.column("how"), state_ = rows_.column("state");
}

std::optional<uint32_t> RelationStates::row_of(const Reading& in, uint32_t word, std::string_view how) const {
  if (!rows_) return std::nullopt;
  std::string keys[] = {key_of(in, word), fold(in.node(word).lemma), ""};
  if (word > 1 && in.word(word - 1) == "-") keys[2] = fold(std::string(in.word(word - 2)) + "-" + std::string(in.word(word)));  // "self-proclaimed"
  for (const std::string& key : keys)
    for (uint32_t row : rows_.find(key))
      if (rows_.cell(row, how_) == how) return row;
  return std::nullopt;
}

bool RelationStates::is_role(const Reading& in, uint32_t noun) const {
  uint32_t mark = child(in.syntax, noun, Deprel::case_);
  return mark != no_word && row_of(in, mark, "role").has_value();
}

/// Words of the title ("former", "deputy", "president-elect") and what hangs on it ("until 2014").
std::optional<RelationStates::Said> RelationStates::said_beside(const Reading& in, const Tie& tie) const {
  auto said = [&](uint32_t w, std::string_view how) -> std::optional<Said> {
    auto row = row_of(in, w, how);
    return row ? std::optional(Said{rows_.cell(*row, state_), w, *row}) : std::nullopt;
  };
  const Sentence& s = in.text.sentences[in.text.sentence_of(tie.word)];
  if (tie.phrase.last + 1 < s.last && in.word(tie.phrase.last) == "-")
    if (auto behind = said(tie.phrase.last + 1, "mod")) return behind;
  for (uint32_t w = tie.phrase.first, steps = 0; w-- > s.first && steps < title_words; ++steps) {
    const Node& n = in.node(w);
    if (n.upos == Upos::PUNCT && in.word(w) != "-") break;
    if (n.upos == Upos::ADP || n.upos == Upos::VERB || n.upos == Upos::CCONJ || is(n.rel, Deprel::nmod_poss)) break;
    if (auto before = said(w, "mod")) return before;
  }
  for (uint32_t at : {tie.word, tie.predicate})
    for (uint32_t c = at == no_word ? no_word : in.syntax.first_child[at]; c != no_word; c = in.syntax.next_sibling[c]) {
      if (is(in.node(c).rel, Deprel::advmod))
        if (auto adverb = said(c, "mod")) return adverb;
      uint32_t mark = child(in.syntax, c, Deprel::case_);
      if (mark != no_word && c > at)
        if (auto until = said(mark, "until")) return until;
    }
  return std::nullopt;
}

/// "will be", "was elected", "resigned as".
std::optional<RelationStates::Said> RelationStates::said_by_clause(const Reading& in, const Tie& tie) const {
  for (uint32_t c = in.syntax.first_child[tie.predicate]; c != no_word; c = in.syntax.next_sibling[c])
    if (is(in.node(c).rel, Deprel::aux))
      if (auto row = row_of(in, c, "aux")) return Said{rows_.cell(*row, state_), c, *row};
  uint32_t verb =
      tie.predicate != tie.word ? tie.predicate : std::max(tie.phrase.first, 1u) - 1;  // "was elected president", "elected" being a word on the noun
  if (auto row = row_of(in, verb, "verb"); row && in.node(verb).upos != Upos::AUX) return Said{rows_.cell(*row, state_), verb, *row};
  return std::nullopt;
}

std::optional<Standing> RelationStates::standing_of(const Reading& in, const RelationRows& rows, const Tie& tie) const {
  Standing out;
  auto apply = [&](const Said& said) {
    if (said.state == "now" || said.state == "past") return true;
    if (said.state == "none" || (said.state == "part" && rows.cell(tie.row, rows.lesser).empty())) return false;
    (said.state == "part" ? out.lesser : out.former) = true;
    out.why = rule_step(in, "'" + std::string(in.word(said.word)) + "' says that it is " + (out.former ? "over" : "a part of it"),
                        in.pack.name_of(rows_.where(said.row)), in.text.words[said.word].span);
    return true;
  };
  if (auto said = said_beside(in, tie); said && !apply(*said)) return std::nullopt;
  std::string_view over = rows.cell(tie.row, rows.over);
  out.former |= over == "always";
  if (tie.predicate == no_word) return out;
  auto clause = said_by_clause(in, tie);
  if (clause && !apply(*clause)) return std::nullopt;
  Draft d;
  d.sentence = in.text.sentence_of(tie.predicate), d.trigger = {tie.predicate, tie.predicate + 1}, d.head = tie.predicate, d.coded = false;
  auto cue = status_.cue_of(in, d);
  if (cue && cue->status != Status::asserted && cue->status != Status::historical && !out.former) return std::nullopt;
  bool open = in.syntax.has(tie.predicate, "VerbForm=Inf") && child(in.syntax, tie.predicate, Deprel::aux) == no_word;  // "was asked to found"
  if (open && !cue && !out.former) return std::nullopt;
  if (is_question(in, tie.predicate)) return std::nullopt;
  bool tensed = over == "past" && (!clause || clause->state == "past") && in_past(in, tie.predicate) && !under_past(in, tie.predicate);
  if (!out.former && tensed) {
    out.former = true;
    out.why = rule_step(in, "'" + std::string(in.word(tie.predicate)) + "' tells it as over", "src/events/relation_states.cpp: tense",
                        in.text.words[tie.predicate].span);
  }
  return out;
}

}  // namespace dateline
