// Whether the act happened: the network's status, overruled where the clause is certain (packs/en/status.tsv); the score that goes with it; by whose word.
#include <algorithm>

#include "events/draft.h"

namespace dateline {
namespace {

constexpr float sure = 0.95f;  // the network above this is not overruled

struct StatusTable {
  Table table;
  int how = -1, status = -1, unless = -1;
  explicit StatusTable(const Pack& pack) : table(pack.table("en/status")) {
    if (table) how = table.column("how"), status = table.column("status"), unless = table.column("unless");
  }
};

struct Cue {
  Status status;
  uint32_t word, row;
};

bool in_list(std::string_view list, std::string_view item) {
  for (size_t at = 0; at <= list.size();) {
    size_t end = std::min(list.find('|', at), list.size());
    if (list.substr(at, end - at) == item) return true;
    at = end + 1;
  }
  return false;
}

/// The row that says what `word` does to the act when it stands to it as `how`.
std::optional<Cue> cue_at(const Reading& in, const StatusTable& t, uint32_t word, std::string_view how, const Draft& d) {
  for (uint32_t row : t.table.find(fold(in.node(word).lemma))) {
    if (t.table.cell(row, t.how) != how || in_list(t.table.cell(row, t.unless), text(d.type))) continue;
    if (auto s = parse_status(t.table.cell(row, t.status))) return Cue{*s, word, row};
  }
  return std::nullopt;
}

/// "would have": two auxiliaries of one verb that mean something together.
std::optional<Cue> two_auxiliaries(const Reading& in, const StatusTable& t, uint32_t verb, const Draft& d) {
  uint32_t last = no_word;
  for (uint32_t c = in.syntax.first_child[verb]; c != no_word; c = in.syntax.next_sibling[c]) {
    if (!is(in.node(c).rel, Deprel::aux)) continue;
    if (last != no_word)
      for (uint32_t row : t.table.find(fold(in.node(last).lemma) + " " + fold(in.node(c).lemma)))
        if (auto s = parse_status(t.table.cell(row, t.status)); s && t.table.cell(row, t.how) == "aux" && !in_list(t.table.cell(row, t.unless), text(d.type)))
          return Cue{*s, last, row};
    last = c;
  }
  return std::nullopt;
}

/// "Malawi would ask if …": the main clause of a condition is conditional where it is not told as done.
std::optional<Cue> condition_below(const Reading& in, const StatusTable& t, uint32_t verb, const Draft& d) {
  bool open = false;
  for (uint32_t c = in.syntax.first_child[verb]; c != no_word; c = in.syntax.next_sibling[c]) open = open || is(in.node(c).rel, Deprel::aux);
  if (!open) return std::nullopt;
  for (uint32_t c = in.syntax.first_child[verb]; c != no_word; c = in.syntax.next_sibling[c]) {
    if (!is(in.node(c).rel, Deprel::advcl)) continue;
    for (uint32_t m = in.syntax.first_child[c]; m != no_word; m = in.syntax.next_sibling[m])
      if (is(in.node(m).rel, Deprel::mark))
        if (auto cue = cue_at(in, t, m, "condition", d)) return cue;
  }
  return std::nullopt;
}

/// Words that hang on a verb or noun: "not", "may", "if".
std::optional<Cue> cue_below(const Reading& in, const StatusTable& t, uint32_t at, const Draft& d) {
  if (auto both = two_auxiliaries(in, t, at, d)) return both;
  if (auto condition = condition_below(in, t, at, d)) return condition;
  for (uint32_t c = in.syntax.first_child[at]; c != no_word; c = in.syntax.next_sibling[c]) {
    Deprel rel = in.node(c).rel;
    std::string_view how = is(rel, Deprel::aux) ? "aux" : is(rel, Deprel::mark) ? "mark" : is(rel, Deprel::advmod) || is(rel, Deprel::det) ? "mod" : "";
    if (how.empty()) continue;
    if (auto cue = cue_at(in, t, c, how, d)) return cue;
  }
  return std::nullopt;
}

/// A verb with its particle ("call off") as the governor of the act.
std::optional<Cue> cue_above(const Reading& in, const StatusTable& t, uint32_t governor, std::string_view how, const Draft& d) {
  for (uint32_t c = in.syntax.first_child[governor]; c != no_word; c = in.syntax.next_sibling[c]) {
    if (in.node(c).rel != Deprel::compound_prt && !(is(in.node(c).rel, Deprel::advmod) && in.node(c).upos != Upos::ADV)) continue;
    for (uint32_t row : t.table.find(fold(in.node(governor).lemma) + " " + fold(in.node(c).lemma)))
      if (auto s = parse_status(t.table.cell(row, t.status)); s && t.table.cell(row, t.how) == how) return Cue{*s, governor, row};
  }
  return cue_at(in, t, governor, how, d);
}

/// What the clause says of the act: words that hang on it, and what governs it: "denied", "plans".
std::optional<Cue> cue_of(const Reading& in, const StatusTable& t, const Draft& d) {
  uint32_t verb = d.verb != no_word ? d.verb : d.head;
  for (uint32_t at : {verb, d.head})
    if (auto cue = cue_below(in, t, at, d)) return cue;
  const Node& n = in.node(verb);
  bool noun_in_clause = in.node(verb).upos != Upos::VERB && (n.rel == Deprel::nsubj || n.rel == Deprel::nsubj_pass || n.rel == Deprel::obj);
  if (noun_in_clause && n.head != Node::root && !d.trigger.holds(n.head)) {  // "talks will resume", "the visit was called off"
    if (n.rel != Deprel::nsubj)
      if (auto cue = cue_above(in, t, n.head, "object", d)) return cue;
    if (auto cue = cue_below(in, t, n.head, d)) return cue;
    for (uint32_t c = in.syntax.first_child[n.head]; c != no_word; c = in.syntax.next_sibling[c])
      if (n.rel == Deprel::nsubj && is(in.node(c).rel, Deprel::aux))
        if (auto cue = cue_at(in, t, c, "noun-aux", d)) return cue;
    return std::nullopt;
  }
  if (n.head == Node::root || d.trigger.holds(n.head)) return std::nullopt;
  std::string_view how = n.rel == Deprel::xcomp        ? "then"
                         : n.rel == Deprel::ccomp      ? "that"
                         : n.rel == Deprel::obj        ? "object"
                         : n.rel == Deprel::nsubj_pass ? "object"
                         : n.rel == Deprel::acl        ? "then"
                                                       : "";
  return how.empty() ? std::nullopt : cue_above(in, t, n.head, how, d);
}

/// The network's −3…3 without the pull toward the middle that learning by mean gives it: below `low` it did not happen, above `high` it did.
float stretched(float fact) {
  constexpr float low = -1.2f, high = 1.2f;
  if (fact <= low) return -1.5f - 1.5f * (low - fact) / (3 + low);
  if (fact >= high) return 1.5f + 1.5f * (fact - high) / (3 - high);
  return fact * 1.5f / high;
}

float score_for(Status status, float fact) {
  float f = stretched(fact);
  switch (status) {
    case Status::asserted:
    case Status::historical: return std::clamp(f, 1.5f, 3.0f);
    case Status::negated: return std::clamp(f, -3.0f, -1.5f);
    case Status::planned: return std::clamp(f, 0.0f, 1.4f);
    default: return std::clamp(f, -1.0f, 1.0f);
  }
}

/// A predicate without a code takes its status from the score.
Status status_for(float score, Status network) {
  if (score >= 1.5f) return network == Status::historical ? network : Status::asserted;
  if (score <= -1.5f) return Status::negated;
  return network == Status::asserted || network == Status::historical || network == Status::negated ? Status::possible : network;
}

StatementId said_in(const Reading& in, Span trigger) {
  StatementId best;
  uint32_t size = UINT32_MAX;
  for (uint32_t i = 0; i < in.statements.size(); ++i)
    for (Span s : in.statements[i].content)
      if (s.contains(trigger) && s.size() < size) best.at = i, size = s.size();
  return best;
}

void settle_draft(const Reading& in, Draft& d, const StatusTable& t) {
  size_t best = std::max_element(d.status.begin(), d.status.end()) - d.status.begin();
  Status status = d.told_status ? *d.told_status : static_cast<Status>(best);
  if (d.told_status) best = static_cast<size_t>(status);
  std::vector<std::pair<std::string, float>> others;
  for (size_t k = 0; k < status_count; ++k)
    if (k != best && d.status[k] > 0.05f) others.emplace_back(all_status_texts[k], d.status[k]);
  Why why = head_step(in, "the act is " + std::string(text(status)), "status", d.status[best], std::move(others), span_of(in, d.trigger), {d.because.front()});
  d.because.push_back(why);
  auto cue = t.table && d.status[best] < sure ? cue_of(in, t, d) : std::nullopt;
  if (cue && cue->status != status) {
    status = cue->status;
    d.because.push_back(rule_step(in, "'" + std::string(in.word(cue->word)) + "' makes it " + std::string(text(status)),
                                  in.pack.name_of(t.table.where(cue->row)), in.text.words[cue->word].span, {why}));
  }
  if (!d.coded) {
    d.factuality.score = stretched(d.fact);
    if (cue) d.factuality.score = score_for(cue->status, d.fact);
    d.factuality.status = status_for(d.factuality.score, status);
    d.because.push_back(head_step(in, "how far it happened", "fact", std::clamp((d.fact + 3) / 6, 0.0f, 1.0f), {}, span_of(in, d.trigger), {why}));
  } else {
    d.factuality.status = status, d.factuality.score = score_for(status, d.fact);
  }
  d.factuality.said_in = said_in(in, in.text.words[d.head].span);
  if (d.factuality.said_in)
    d.because.push_back(rule_step(in, "it stands inside what is said", "src/events/status.cpp: inside a statement", span_of(in, d.trigger),
                                  {in.statements[d.factuality.said_in.at].why}));
}

}  // namespace

void settle_status(const Reading& in, std::vector<Draft>& drafts) {
  StatusTable t(in.pack);
  for (Draft& d : drafts) settle_draft(in, d, t);
}

}  // namespace dateline
