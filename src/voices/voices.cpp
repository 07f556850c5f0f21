// The order of the passes: cues by the network, quotations made whole, then each voice becomes a statement with its speaker, kind and form.
#include "voices/voices.h"

#include <algorithm>
#include <set>

#include "voices/draft.h"

namespace dateline {
namespace {

Span words_span(const Text& text, uint32_t first, uint32_t last) {
  return first < last ? Span{text.words[first].span.begin, text.words[last - 1].span.end} : Span{};
}

bool is(Deprel relation, Deprel universal) {
  std::string_view a = text(relation), b = text(universal);
  return a.starts_with(b) && (a.size() == b.size() || a[b.size()] == ':');
}

bool is_nominal(Upos u) { return u == Upos::NOUN || u == Upos::PROPN || u == Upos::PRON; }

/// Table of cue words: what they tell of the form, and whether they address somebody.
struct CueWords {
  Table table;
  int form = -1, addresses = -1;
  explicit CueWords(const Pack& pack) : table(pack.table("en/cues")) {
    if (table) form = table.column("form"), addresses = table.column("addresses");
  }
  std::optional<uint32_t> row_of(const Hearing& in, const Voice& v) const {
    if (!table) return std::nullopt;
    uint32_t head = head_of(in.syntax, v.cue_first, v.cue_last);
    for (uint32_t w : {head, v.cue_first, v.cue_last - 1})
      if (auto rows = table.find(fold(in.syntax.nodes[w].lemma)); !rows.empty()) return rows.front();
    return std::nullopt;
  }
};

StatementForm form_named(std::string_view name) {
  return name == "thought" ? StatementForm::thought : name == "wanted" ? StatementForm::wanted : name == "known" ? StatementForm::known : StatementForm::said;
}

/// The noun phrase of a speaker that the tree names: with title and apposition, without relative clause.
void find_speaker(const Hearing& in, Voice& v) {
  if (v.has_speaker() || !v.has_cue()) return;
  uint32_t verb = head_of(in.syntax, v.cue_first, v.cue_last), who = speaker_of(in, verb);
  if (who == UINT32_MAX || !is_nominal(in.syntax.nodes[who].upos)) return;
  if (std::any_of(v.content.begin(), v.content.end(), [&](Span c) { return c.overlaps(in.text.words[who].span); })) return;
  auto [first, last] = subtree(in.syntax, who);
  Span cue = words_span(in.text, v.cue_first, v.cue_last);
  bool swallows = words_span(in.text, first, last).overlaps(cue) ||
                  std::any_of(v.content.begin(), v.content.end(), [&](Span c) { return c.overlaps(words_span(in.text, first, last)); });
  v.speaker_first = swallows ? who : first, v.speaker_last = swallows ? who + 1 : last;
  v.because.push_back(
      voice_step(in, "'" + std::string(text_of(in.article.text, words_span(in.text, v.speaker_first, v.speaker_last))) + "' is the subject of the cue",
                 "src/voices/voices.cpp: subject of the cue", in.text.words[who].span, {v.because.front()}));
}

/// Who is named inside a quotation does not say it: the subject of the cue does.
void drop_quoted_speaker(const Hearing& in, Voice& v) {
  if (!v.has_speaker() || !v.has_cue() || v.inner) return;
  Span speaker = words_span(in.text, v.speaker_first, v.speaker_last);
  if (std::none_of(v.content.begin(), v.content.end(), [&](Span c) { return c.contains(speaker); })) return;
  uint32_t was_first = v.speaker_first, was_last = v.speaker_last;
  v.speaker_first = v.speaker_last = 0;
  find_speaker(in, v);
  if (!v.has_speaker()) v.speaker_first = was_first, v.speaker_last = was_last;
}

/// "told reporters": the object of a cue that addresses.
void find_addressee(const Hearing& in, const Voice& v, const CueWords& cues, uint32_t row, Statement& s) {
  if (cues.table.cell(row, cues.addresses) != "yes") return;
  uint32_t verb = head_of(in.syntax, v.cue_first, v.cue_last);
  for (uint32_t c = in.syntax.first_child[verb]; c != Node::root; c = in.syntax.next_sibling[c]) {
    if (!is(in.syntax.nodes[c].rel, Deprel::obj) && !is(in.syntax.nodes[c].rel, Deprel::iobj)) continue;
    Span word = in.text.words[c].span;
    if (std::any_of(v.content.begin(), v.content.end(), [&](Span x) { return x.overlaps(word); })) continue;
    if (ActorId a = in.names.actor_at(c)) s.addressee.push_back(a);
  }
}

Statement statement_of(const Hearing& in, const std::vector<Quotation>& quotations, const CueWords& cues, Voice& v) {
  Statement s;
  uint32_t all = 0;
  float inside = 0;
  for (Span c : v.content) all += c.size(), inside += c.size() * quoted_share(in, quotations, c);
  float share = all ? inside / all : 0;
  s.kind = share > 0.95f ? StatementKind::direct : share < 0.01f ? StatementKind::indirect : StatementKind::mixed;
  for (Span c : v.content)
    if (Span inner = without_marks(in, quotations, c); !inner.empty()) s.content.push_back(inner);
  s.cue = words_span(in.text, v.cue_first, v.cue_last);
  s.speaker_span = words_span(in.text, v.speaker_first, v.speaker_last);
  if (v.has_speaker())
    if (ActorId a = in.names.actor_at(head_of(in.syntax, v.speaker_first, v.speaker_last))) {
      s.speaker.push_back(a);
      if (Why why = in.names.actors[a.at].why) v.because.push_back(why);
    }
  if (v.has_cue())
    if (auto row = cues.row_of(in, v)) {
      s.form = form_named(cues.table.cell(*row, cues.form));
      find_addressee(in, v, cues, *row, s);
      v.because.push_back(
          voice_step(in, "the cue tells of what is " + std::string(cues.table.cell(*row, cues.form)), in.pack.name_of(cues.table.where(*row)), s.cue));
    }
  static constexpr std::string_view kinds[] = {"direct", "indirect", "mixed"};
  Span whole = s.content.empty() ? Span{} : Span{s.content.front().begin, s.content.back().end};
  s.why = voice_step(in, std::string(kinds[static_cast<size_t>(s.kind)]) + " speech, by its quotation marks", "src/voices/voices.cpp: kind by quotation marks",
                     whole, v.because);
  return s;
}

/// What a headline or highlight says in the same words as the body is one statement: the body's.
void drop_retold(const Hearing& in, std::vector<Statement>& statements) {
  auto words = [&](const Statement& s) { return text_of(in.article.text, {s.content.front().begin, s.content.back().end}); };
  auto in_body = [&](const Statement& s) {
    const uint32_t first = in.text.words_in(s.content.front()).first;
    return first < in.text.words.size() && in.text.sentences[in.text.sentence_of(first)].part == Part::body;
  };
  std::set<std::string_view> told;
  for (const Statement& s : statements)
    if (in_body(s)) told.insert(words(s));
  std::erase_if(statements, [&](const Statement& s) { return !in_body(s) && told.contains(words(s)); });
}

}  // namespace

uint32_t speaker_of(const Hearing& in, uint32_t verb) {
  const Syntax& syntax = in.syntax;
  for (int turns = 0; turns < 6 && verb != Node::root; ++turns) {
    bool passive = false;
    for (uint32_t c = syntax.first_child[verb]; c != Node::root; c = syntax.next_sibling[c]) {
      if (syntax.nodes[c].rel == Deprel::nsubj || syntax.nodes[c].rel == Deprel::nmod_poss || syntax.nodes[c].rel == Deprel::obl_agent) {
        bool relative = syntax.nodes[verb].rel == Deprel::acl_relcl && syntax.has(c, "PronType=Rel");
        return relative ? syntax.nodes[verb].head : c;
      }
      passive = passive || syntax.nodes[c].rel == Deprel::nsubj_pass;
    }
    const Node& n = syntax.nodes[verb];
    if (passive) return UINT32_MAX;
    if (n.rel == Deprel::acl) return n.head;
    if (n.rel != Deprel::conj && n.rel != Deprel::xcomp && n.rel != Deprel::advcl) return UINT32_MAX;
    verb = n.head;
  }
  return UINT32_MAX;
}

Why voice_step(const Hearing& in, std::string what, std::string rule, Span span, std::vector<Why> rests_on) {
  Step step;
  step.room = Room::voices, step.what = std::move(what), step.rule = std::move(rule), step.span = span, step.rests_on = std::move(rests_on);
  return in.trail.add(std::move(step));
}

std::vector<Statement> find_statements(const Article& article, const Text& text, const Signals& signals, const Syntax& syntax, const Names& names,
                                       const Pack& pack, Trail& trail) {
  Hearing in{article, text, signals, syntax, names, pack, trail};
  auto quotations = find_quotations(in);
  auto voices = hear_cues(in);
  make_whole(in, voices);
  for (Voice& v : voices) find_speaker(in, v);
  join_twins(in, quotations, voices);
  join_quotations(in, quotations, voices);
  for (Voice& v : voices) drop_quoted_speaker(in, v);
  CueWords cues(pack);
  std::vector<Statement> out;
  for (Voice& v : voices) {
    Statement s = statement_of(in, quotations, cues, v);
    if (!s.content.empty()) out.push_back(std::move(s));
  }
  std::stable_sort(out.begin(), out.end(), [](const Statement& a, const Statement& b) { return a.content.front().begin < b.content.front().begin; });
  drop_retold(in, out);
  return out;
}

}  // namespace dateline
