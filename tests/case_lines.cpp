#include "case_lines.h"

#include <fmt/format.h>

#include <algorithm>

#include "report/words.h"

namespace dateline {
namespace {

using Lines = std::vector<std::string>;

std::string quoted(const Report& r, Span s) { return s.empty() ? "-" : fmt::format("\"{}\"", text_of(r.article.text, s)); }

std::string actor_name(const Report& r, ActorId id) { return id ? r.names.actors[id.at].name : "-"; }

std::string side(const Report& r, const std::vector<Side>& fillers) {
  std::string out;
  for (const Side& s : fillers) out += (out.empty() ? "" : ", ") + (s.actor ? actor_name(r, s.actor) : std::string(text_of(r.article.text, s.span)));
  return out.empty() ? "-" : out;
}

Lines article_lines(const Report& r) {
  const Article& a = r.article;
  Lines out;
  auto add = [&](std::string_view what, Span s) {
    if (!s.empty()) out.push_back(fmt::format("{} {}", what, quoted(r, s)));
  };
  add("headline", a.headline);
  for (Span s : a.highlights) add("highlight", s);
  for (Span s : a.byline) add("byline", s);
  add("dateline", a.dateline.span);
  add("dateline-place", a.dateline.place);
  add("dateline-agency", a.dateline.agency);
  add("dateline-date", a.dateline.date);
  if (!a.published.empty()) out.push_back(fmt::format("published {} from {}", a.published, a.published_from));
  if (!a.language.empty()) out.push_back("language " + a.language);
  for (Span s : a.paragraphs) add("paragraph", s);
  for (const Removed& cut : a.removed) out.push_back(fmt::format("removed \"{}\" {}", cut.text, cut.why));
  for (const Warning& w : r.warnings) out.push_back("warning " + w.code);
  return out;
}

Lines sentence_lines(const Report& r) {
  Lines out;
  for (const Sentence& s : r.text.sentences) out.push_back(fmt::format("{} {}", word(s.part), quoted(r, s.span)));
  return out;
}

Lines word_lines(const Report& r) {
  Lines out;
  for (const Sentence& s : r.text.sentences) {
    std::string line;
    for (uint32_t w = s.first; w < s.last; ++w)
      line += (w == s.first ? "" : r.text.words[w].glued ? "+" : " ") + std::string(text_of(r.article.text, r.text.words[w].span));
    out.push_back(line);
  }
  return out;
}

Lines syntax_lines(const Report& r) {
  Lines out;
  for (const Sentence& s : r.text.sentences)
    for (uint32_t w = s.first; w < s.last; ++w) {
      const Node& n = r.syntax.nodes[w];
      std::string_view head = n.head == Node::root ? "-" : text_of(r.article.text, r.text.words[n.head].span);
      out.push_back(fmt::format("{} {} {} {} {}", text_of(r.article.text, r.text.words[w].span), n.lemma, text(n.upos), text(n.rel), head));
    }
  return out;
}

Lines actor_lines(const Report& r) {
  Lines out;
  for (const Actor& a : r.names.actors) {
    std::string line = fmt::format("actor {} | {} | {}", a.name, word(a.kind), a.code.empty() ? "-" : a.code);
    std::string mentions;
    if (a.chain < r.names.chains.size())
      for (uint32_t m : r.names.chains[a.chain].mentions)
        mentions += fmt::format(" {}:{}", word(r.names.mentions[m].kind), quoted(r, r.names.mentions[m].span));
    std::string members;
    for (ActorId m : a.members) members += (members.empty() ? " | members " : ", ") + actor_name(r, m);
    out.push_back(line + members + " |" + mentions);
  }
  return out;
}

Lines place_lines(const Report& r) {
  Lines out;
  for (const Place& p : r.places) {
    std::string where = p.lat && p.lon ? fmt::format("{:.1f} {:.1f}", *p.lat, *p.lon) : "-";
    std::string line = fmt::format("place {} | {} | {} |", p.name, p.country.empty() ? "-" : p.country, where);
    for (Span s : p.mentions) line += " " + quoted(r, s);
    out.push_back(line);
  }
  return out;
}

Lines time_lines(const Report& r) {
  Lines out;
  for (const Time& t : r.times) out.push_back(fmt::format("time {} | {} | {}", word(t.type), t.value, quoted(r, t.span)));
  return out;
}

Lines statement_lines(const Report& r) {
  Lines out;
  for (const Statement& s : r.statements) {
    std::string who;
    for (ActorId a : s.speaker) who += (who.empty() ? "" : ", ") + actor_name(r, a);
    if (who.empty()) who = s.speaker_span.empty() ? "-" : std::string(text_of(r.article.text, s.speaker_span));
    std::string line = fmt::format("statement {} {} | {} | {} |", word(s.kind), word(s.form), who, quoted(r, s.cue));
    for (Span c : s.content) line += " " + quoted(r, c);
    out.push_back(line);
  }
  return out;
}

Lines event_lines(const Report& r) {
  Lines out;
  for (const Event& e : r.events.events) {
    bool mutual = !e.source.empty() && e.source.size() == e.target.size() &&
                  std::ranges::equal(e.source, e.target, [](const Side& a, const Side& b) { return a.span == b.span; });
    std::string sides = mutual ? side(r, e.source) + " <>" : side(r, e.source) + " > " + side(r, e.target);
    std::string code = e.plover ? std::string(text(*e.plover)) : "-";
    if (!e.mode.empty()) code += "/" + std::string(e.mode);
    if (e.cameo) code += " " + std::string(text(*e.cameo));
    std::string where = "-";
    if (auto* p = std::get_if<PlaceId>(&e.place)) where = r.places[p->at].name;
    if (auto* c = std::get_if<ActorId>(&e.place)) where = actor_name(r, *c);
    if (!e.place_span.empty()) where += " " + quoted(r, e.place_span);
    std::string line =
        fmt::format("event {} | {} | {} | {} | {} | {}", code, sides, text(e.factuality.status), e.date.empty() ? "-" : e.date, where, quoted(r, e.trigger));
    for (Span m : e.mentions) line += " = " + quoted(r, m);
    out.push_back(line);
  }
  return out;
}

/// What each event is about; its mode and its code's contexts among them.
Lines context_lines(const Report& r) {
  Lines out;
  for (const Event& e : r.events.events) {
    std::string all;
    for (std::string_view c : e.context) all += (all.empty() ? "" : ", ") + std::string(c);
    std::string type = e.plover ? std::string(text(*e.plover)) : "-";
    out.push_back(fmt::format("context {}{}{} | {} | {}", type, e.mode.empty() ? "" : "/", e.mode, all.empty() ? "-" : all, quoted(r, e.trigger)));
  }
  return out;
}

Lines relation_lines(const Report& r) {
  auto end = [&](const std::variant<ActorId, PlaceId>& x) {
    return std::holds_alternative<ActorId>(x) ? actor_name(r, std::get<ActorId>(x)) : r.places[std::get<PlaceId>(x).at].name;
  };
  Lines out;
  for (const Relation& x : r.events.relations)
    out.push_back(fmt::format("relation {} | {} | {} | {}{}", x.kind, end(x.from), end(x.to), quoted(r, x.word), x.former ? " | former" : ""));
  return out;
}

struct Section {
  std::string_view name;
  Lines (*lines)(const Report&);
};
constexpr Section sections[] = {{"article", article_lines}, {"sentences", sentence_lines}, {"words", word_lines},        {"syntax", syntax_lines},
                                {"actors", actor_lines},    {"places", place_lines},       {"times", time_lines},        {"statements", statement_lines},
                                {"events", event_lines},    {"contexts", context_lines},   {"relations", relation_lines}};

}  // namespace

std::optional<Lines> lines_of(const Report& report, std::string_view name) {
  for (const Section& s : sections)
    if (s.name == name) return s.lines(report);
  return std::nullopt;
}

}  // namespace dateline
