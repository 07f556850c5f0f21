// The record, docs/formats/record.md, as JSON.
#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "report/words.h"

namespace dateline {
namespace {

using Json = nlohmann::ordered_json;

/// Writes the parts of one report; holds only references.
class Record {
 public:
  Record(const Report& report, const Engine& engine) : r_(report), engine_(engine) {}

  Json whole() const {
    return {{"schema", 1},
            {"engine", {{"version", DATELINE_VERSION}, {"model", engine_.model.version()}, {"pack", engine_.pack.version()}}},
            {"source", source()},
            {"article", article()},
            {"sentences", sentences()},
            {"actors", all(r_.names.actors, &Record::actor)},
            {"places", all(r_.places, &Record::place)},
            {"times", all(r_.times, &Record::time)},
            {"statements", all(r_.statements, &Record::statement)},
            {"events", all(r_.events.events, &Record::event)},
            {"relations", all(r_.events.relations, &Record::relation)},
            {"warnings", warnings()}};
  }

 private:
  template <class T>
  Json all(const std::vector<T>& things, Json (Record::*one)(const T&, uint32_t) const) const {
    Json out = Json::array();
    for (uint32_t i = 0; i < things.size(); ++i) out.push_back((this->*one)(things[i], i));
    return out;
  }

  Json span(Span s) const {
    SourceSpan at = r_.article.source_of(s);
    return {{"start", at.begin}, {"end", at.end}, {"text", text_of(r_.article.text, s)}};
  }
  Json span_or_null(Span s) const { return s.empty() ? Json(nullptr) : span(s); }
  Json spans(const std::vector<Span>& list) const {
    Json out = Json::array();
    for (Span s : list) out.push_back(span(s));
    return out;
  }
  static Json text_or_null(std::string_view text) { return text.empty() ? Json(nullptr) : Json(text); }
  template <class IdType>
  static Json ids(const std::vector<IdType>& list) {
    Json out = Json::array();
    for (auto id : list) out.push_back(id_text(id));
    return out;
  }

  /// The steps behind a claim, each after those that it rests on.
  Json because(Why why) const {
    Json out = Json::array();
    for (Why at : steps_below(r_.trail, why)) out.push_back(step(r_.trail[at]));
    return out;
  }
  Json step(const Step& s) const {
    Json out = {{"room", name_of(s.room)}, {"what", s.what}};
    if (!s.rule.empty()) out["rule"] = s.rule;
    if (!s.head.empty()) out["head"] = s.head;
    if (!s.head.empty() || s.score > 0) {
      out["score"] = rounded(s.score);
      Json others = Json::array();
      for (const auto& [label, score] : s.others) others.push_back({label, rounded(score)});
      if (!others.empty()) out["others"] = std::move(others);
    }
    if (!s.span.empty()) out["span"] = span(s.span);
    return out;
  }
  static double rounded(double x) { return std::round(x * 1000) / 1000; }

  Json source() const {
    const Source& s = r_.source;
    return {{"id", s.id},
            {"uri", text_or_null(s.uri)},
            {"sha256", sha256_hex(s.bytes)},
            {"media_type", s.media_type == MediaType::html ? "text/html" : "text/plain"},
            {"bytes", s.bytes.size()}};
  }

  Json article() const {
    const Article& a = r_.article;
    Json removed = Json::array();
    for (const Removed& cut : a.removed)
      removed.push_back({{"start", cut.span.begin}, {"end", cut.span.end}, {"text", cut.text}, {"why", cut.why}, {"because", because(cut.reason)}});
    Json line = nullptr;
    if (!a.dateline.span.empty())
      line = {{"span", span(a.dateline.span)},
              {"place", span_or_null(a.dateline.place)},
              {"agency", span_or_null(a.dateline.agency)},
              {"date", span_or_null(a.dateline.date)}};
    return {{"headline", span_or_null(a.headline)},
            {"highlights", spans(a.highlights)},
            {"byline", spans(a.byline)},
            {"dateline", std::move(line)},
            {"paragraphs", spans(a.paragraphs)},
            {"published", text_or_null(a.published)},
            {"published_from", text_or_null(a.published_from)},
            {"language", text_or_null(a.language)},
            {"section", text_or_null(a.section)},
            {"removed", std::move(removed)}};
  }

  Json sentences() const {
    Json out = Json::array();
    for (const Sentence& s : r_.text.sentences) {
      Json one = span(s.span);
      one["part"] = word(s.part);
      one["paragraph"] = s.paragraph;
      out.push_back(std::move(one));
    }
    return out;
  }

  Json mention(const Mention& m) const {
    Json out = span(m.span);
    out["kind"] = word(m.kind);
    if (m.kind == MentionKind::metonym) {
      out["lat"] = m.lat;
      out["lon"] = m.lon;
      if (m.geonameid) out["geonameid"] = m.geonameid;
      const Table ids = engine_.pack.table("world/place_ids");
      for (uint32_t row : ids.find(std::to_string(m.geonameid))) out["wikidata"] = ids.cell(row, ids.column("wikidata"));
    }
    return out;
  }

  Json actor(const Actor& a, uint32_t i) const {
    Json out = {{"id", id_text(ActorId{i})}, {"name", a.name}, {"kind", word(a.kind)}, {"country", text_or_null(a.country)}};
    out["role"] = a.role ? Json(text(*a.role)) : Json(nullptr);
    out["code"] = text_or_null(a.code);
    out["wikidata"] = text_or_null(a.wikidata);
    out["wikipedia"] = text_or_null(a.wikipedia);
    if (!a.members.empty()) out["members"] = ids(a.members);
    if (a.lat && a.lon) {
      out["lat"] = *a.lat;
      out["lon"] = *a.lon;
    }
    if (a.geonameid) out["geonameid"] = a.geonameid;
    Json mentions = Json::array();
    if (a.chain < r_.names.chains.size())
      for (uint32_t m : r_.names.chains[a.chain].mentions) mentions.push_back(mention(r_.names.mentions[m]));
    out["mentions"] = std::move(mentions);
    out["because"] = because(a.why);
    return out;
  }

  Json place(const Place& p, uint32_t i) const {
    Json out = {{"id", id_text(PlaceId{i})}, {"name", p.name}};
    out["lat"] = p.lat ? Json(*p.lat) : Json(nullptr);
    out["lon"] = p.lon ? Json(*p.lon) : Json(nullptr);
    out["country"] = text_or_null(p.country);
    out["admin1"] = text_or_null(p.admin1);
    out["feature"] = text_or_null(p.feature);
    out["geonameid"] = p.geonameid ? Json(p.geonameid) : Json(nullptr);
    out["wikidata"] = text_or_null(p.wikidata);
    out["wikipedia"] = text_or_null(p.wikipedia);
    out["mentions"] = spans(p.mentions);
    out["because"] = because(p.why);
    return out;
  }

  Json time(const Time& t, uint32_t i) const {
    return {{"id", id_text(TimeId{i})},   {"type", word(t.type)}, {"value", t.value},         {"begin", text_or_null(t.begin)},
            {"end", text_or_null(t.end)}, {"span", span(t.span)}, {"because", because(t.why)}};
  }

  Json statement(const Statement& s, uint32_t i) const {
    return {{"id", id_text(StatementId{i})},
            {"kind", word(s.kind)},
            {"form", word(s.form)},
            {"speaker", ids(s.speaker)},
            {"speaker_span", span_or_null(s.speaker_span)},
            {"cue", span_or_null(s.cue)},
            {"content", spans(s.content)},
            {"addressee", ids(s.addressee)},
            {"because", because(s.why)}};
  }

  Json code(const Event& e) const {
    Json plover = nullptr;
    if (e.plover) plover = {{"event", text(*e.plover)}, {"mode", text_or_null(e.mode)}, {"context", e.context}};
    Json out = {{"plover", std::move(plover)}};
    out["cameo"] = e.cameo ? Json(text(*e.cameo)) : Json(nullptr);
    if (!e.cameo) return out;
    Table table = engine_.pack.table("codes/cameo");
    uint32_t row = static_cast<uint32_t>(*e.cameo);
    auto number = [&](const char* column) { return Json::parse(table.cell(row, table.column(column)), nullptr, false); };
    for (const char* column : {"goldstein", "quad"})
      if (Json value = number(column); value.is_number()) out[column] = value;
    return out;
  }

  Json event(const Event& e, uint32_t i) const {
    Json out = {{"id", id_text(EventId{i})}, {"trigger", span(e.trigger)}, {"mentions", spans(e.mentions)}, {"clause", span_or_null(e.clause)}};
    out.update(code(e));
    auto side = [&](const char* role, const std::vector<Side>& fillers) {
      Json actors = Json::array(), words = Json::array();
      for (const Side& s : fillers) {
        if (Json id = id_text(s.actor); s.actor && std::ranges::find(actors, id) == actors.end()) actors.push_back(id);
        words.push_back(span(s.span));
      }
      out[role] = std::move(actors);
      out[std::string(role) + "_spans"] = std::move(words);
    };
    side("source", e.source);
    side("target", e.target);
    // Who acts together on nobody named stands as one phrase ("Peru and Chile").
    if (e.target.empty() && e.source.size() > 1) out["source_spans"] = Json::array({span({e.source.front().span.begin, e.source.back().span.end})});
    out["place"] = nullptr;
    if (auto* place = std::get_if<PlaceId>(&e.place)) out["place"] = id_text(*place);
    if (auto* country = std::get_if<ActorId>(&e.place)) out["place"] = id_text(*country);
    if (!e.place_span.empty()) out["place_span"] = span(e.place_span);
    if (e.place_inferred) out["place_inferred"] = true;
    out["time"] = e.time ? Json(id_text(e.time)) : Json(nullptr);
    out["date"] = text_or_null(e.date);
    out["date_from"] = text_or_null(e.date_from);
    out["factuality"] = {{"status", text(e.factuality.status)}, {"score", rounded(e.factuality.score)}};
    out["factuality"]["said_in"] = e.factuality.said_in ? Json(id_text(e.factuality.said_in)) : Json(nullptr);
    out["confidence"] = rounded(e.confidence);
    out["because"] = because(e.why);
    return out;
  }

  Json relation(const Relation& x, uint32_t i) const {
    Json out = {
        {"id", fmt::format("r{}", i + 1)}, {"kind", x.kind}, {"from", id_text(x.from)}, {"to", id_text(x.to)}, {"span", span(x.span)}, {"word", span(x.word)}};
    if (x.former) out["former"] = true;
    out["because"] = because(x.why);
    return out;
  }

  Json warnings() const {
    Json out = Json::array();
    for (const Warning& w : r_.warnings) out.push_back({{"code", w.code}, {"what", w.what}, {"span", span_or_null(w.span)}});
    return out;
  }

  const Report& r_;
  const Engine& engine_;
};

}  // namespace

std::vector<Why> steps_below(const Trail& trail, Why why) {
  std::vector<Why> found;
  if (why) found.push_back(why);
  for (size_t i = 0; i < found.size() && found.size() < most_steps; ++i)
    for (Why below : trail[found[i]].rests_on)
      if (below && std::ranges::find(found, below) == found.end()) found.push_back(below);
  std::ranges::sort(found);
  return found;
}

nlohmann::ordered_json to_json(const Report& report, const Engine& engine) { return Record(report, engine).whole(); }

}  // namespace dateline
