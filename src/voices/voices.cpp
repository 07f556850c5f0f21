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
void find_addressee(const Hearing& in, const Voice& v, uint32_t row, Statement& s) {
  if (!in.cues.addresses(row)) return;
  uint32_t verb = head_of(in.syntax, v.cue_first, v.cue_last);
  for (uint32_t c = in.syntax.first_child[verb]; c != Node::root; c = in.syntax.next_sibling[c]) {
    if (!is(in.syntax.nodes[c].rel, Deprel::obj) && !is(in.syntax.nodes[c].rel, Deprel::iobj)) continue;
    Span word = in.text.words[c].span;
    if (std::any_of(v.content.begin(), v.content.end(), [&](Span x) { return x.overlaps(word); })) continue;
    if (ActorId a = in.names.actor_at(c)) s.addressee.push_back(a);
  }
}

/// The form of a statement from its cue (packs/en/cues.tsv), and whom the words are meant for.
void read_cue(const Hearing& in, Voice& v, Statement& s) {
  static constexpr std::string_view forms[] = {"said", "thought", "wanted", "known"};
  if (!v.has_cue()) return;
  auto row = in.cues.row_of(in.syntax, v.cue_first, v.cue_last);
  if (!row) return;
  s.form = in.cues.form(*row);
  find_addressee(in, v, *row, s);
  v.because.push_back(
      voice_step(in, "the cue tells of what is " + std::string(forms[static_cast<size_t>(s.form)]), in.pack.name_of(in.cues.where(*row)), s.cue));
}

/// "who said": the words of the clause that name the speaker; the actor is what they stand for.
uint32_t relative_speaker(const Hearing& in, const Voice& v) {
  const Syntax& syntax = in.syntax;
  if (!v.has_cue() || !v.has_speaker()) return UINT32_MAX;
  uint32_t verb = head_of(syntax, v.cue_first, v.cue_last);
  const uint32_t speaker = head_of(syntax, v.speaker_first, v.speaker_last);
  for (int turns = 0; turns < 4 && verb != Node::root && syntax.nodes[verb].rel != Deprel::acl_relcl; ++turns) {
    const Deprel rel = syntax.nodes[verb].rel;
    if (rel != Deprel::conj && rel != Deprel::xcomp) return UINT32_MAX;
    verb = syntax.nodes[verb].head;
  }
  if (verb == Node::root || syntax.nodes[verb].head != speaker) return UINT32_MAX;
  const uint32_t subject = child(syntax, verb, Deprel::nsubj);
  return subject != Node::root && syntax.has(subject, "PronType=Rel") ? subject : UINT32_MAX;
}

Statement statement_of(const Hearing& in, const std::vector<Quotation>& quotations, Voice& v) {
  Statement s;
  uint32_t all = 0;
  float inside = 0;
  for (Span c : v.content) all += c.size(), inside += c.size() * quoted_share(in, quotations, c);
  float share = all ? inside / all : 0;
  s.kind = share > 0.95f ? StatementKind::direct : share < 0.01f ? StatementKind::indirect : StatementKind::mixed;
  for (Span c : v.content)
    if (Span bare = v.inner ? without_inner_marks(in, c) : without_marks(in, quotations, c); !bare.empty()) s.content.push_back(bare);
  s.cue = words_span(in.text, v.cue_first, v.cue_last);
  s.speaker_span = words_span(in.text, v.speaker_first, v.speaker_last);
  if (v.has_speaker())
    if (ActorId a = in.names.actor_at(head_of(in.syntax, v.speaker_first, v.speaker_last))) {
      s.speaker.push_back(a);
      if (Why why = in.names.actors[a.at].why) v.because.push_back(why);
    }
  if (const uint32_t who = relative_speaker(in, v); who != UINT32_MAX) s.speaker_span = in.text.words[who].span;
  read_cue(in, v, s);
  static constexpr std::string_view kinds[] = {"direct", "indirect", "mixed"};
  Span whole = s.content.empty() ? Span{} : Span{s.content.front().begin, s.content.back().end};
  s.why = voice_step(in, std::string(kinds[static_cast<size_t>(s.kind)]) + " speech, by its quotation marks", "src/voices/voices.cpp: kind by quotation marks",
                     whole, v.because);
  return s;
}

/// "Nobody said that", "no official confirmed": who is denied says nothing (packs/en/status.tsv).
void drop_denied(const Hearing& in, std::vector<Voice>& voices) {
  const Table words = in.pack.table("en/status");
  if (!words) return;
  const int how = words.column("how"), status = words.column("status");
  const auto denies = [&](uint32_t w) {
    const auto rows = words.find(fold(in.syntax.nodes[w].lemma));
    return std::ranges::any_of(rows, [&](uint32_t row) { return words.cell(row, how) == "side" && words.cell(row, status) == "negated"; });
  };
  std::erase_if(voices, [&](const Voice& v) {
    if (!v.has_speaker()) return false;
    const uint32_t who = head_of(in.syntax, v.speaker_first, v.speaker_last), det = child(in.syntax, who, Deprel::det);
    return denies(who) || (det != Node::root && denies(det));
  });
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

void find_speaker(const Hearing& in, Voice& v) {
  if (v.has_speaker() || !v.has_cue()) return;
  uint32_t verb = head_of(in.syntax, v.cue_first, v.cue_last), who = speaker_of(in, verb);
  if (who == UINT32_MAX || !is_nominal(in.syntax.nodes[who].upos)) return;
  if (std::any_of(v.content.begin(), v.content.end(), [&](Span c) { return c.overlaps(in.text.words[who].span); })) return;
  auto [first, last] = subtree(in.syntax, who);
  Span cue = words_span(in.text, v.cue_first, v.cue_last);
  const auto swallows = [&](uint32_t begin, uint32_t end) {
    const Span phrase = words_span(in.text, begin, end);
    return phrase.overlaps(cue) || std::any_of(v.content.begin(), v.content.end(), [&](Span c) { return c.overlaps(phrase); });
  };
  if (swallows(first, last)) last = who + 1;  // "a sign reading …"
  if (swallows(first, last)) first = who;
  v.speaker_first = first, v.speaker_last = last;
  v.because.push_back(
      voice_step(in, "'" + std::string(text_of(in.article.text, words_span(in.text, v.speaker_first, v.speaker_last))) + "' is the subject of the cue",
                 "src/voices/voices.cpp: subject of the cue", in.text.words[who].span, {v.because.front()}));
}

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
  const CueWords cues(pack);
  Hearing in{article, text, signals, syntax, names, pack, cues, trail};
  auto quotations = find_quotations(in);
  auto voices = hear_cues(in);
  make_whole(in, voices);
  hear_labels(in, voices);
  for (Voice& v : voices) find_speaker(in, v);
  drop_empty(in, voices);
  join_twins(in, quotations, voices);
  join_quotations(in, quotations, voices);
  for (Voice& v : voices) drop_quoted_speaker(in, v);
  drop_denied(in, voices);
  std::vector<Statement> out;
  for (Voice& v : voices) {
    Statement s = statement_of(in, quotations, v);
    if (!s.content.empty()) out.push_back(std::move(s));
  }
  std::stable_sort(out.begin(), out.end(), [](const Statement& a, const Statement& b) { return a.content.front().begin < b.content.front().begin; });
  drop_retold(in, out);
  return out;
}

}  // namespace dateline
