// The order of the rooms: read this first.
#include <algorithm>

#include "report/report.h"

namespace dateline {
namespace {

/// The words whose factuality was asked for, in the clean text.
EventOptions event_options(const Source& source, const Article& article, const ReadOptions& options) {
  EventOptions out{options.all_predicates, {}};
  for (SourceSpan s : source.triggers)
    if (Span in_text = article.text_from(s); !in_text.empty()) out.triggers.push_back(in_text);
  return out;
}

/// What stands in the report as text; the network is next.
Report begin(Source source, const Pack& pack, const std::function<void(Room)>& enter) {
  Report r;
  r.source = std::move(source);
  enter(Room::page);
  r.article = read_page(r.source, pack, r.trail);
  enter(Room::text);
  r.text = split(r.article, pack);
  return r;
}

/// What the network did not read is not read at all: no input takes more time and memory than its first fifty pages do.
void cut_unread(Text& text, const Signals& signals) {
  text.sentences.resize(signals.read);
  text.words.resize(signals.read == 0 ? 0 : text.sentences.back().last);
}

/// What the report says, with what the network saw in its sentences.
void finish(Report& r, const Signals& signals, const Engine& engine, const ReadOptions& options, const std::function<void(Room)>& enter) {
  const auto& [pack, model] = engine;
  cut_unread(r.text, signals);
  enter(Room::syntax);
  r.syntax = parse(r.text, r.article.text, signals, model, pack);
  enter(Room::names);
  r.names = find_names(r.article, r.text, signals, r.syntax, model, pack, r.trail);
  enter(Room::times);
  r.times = find_times(r.article, r.text, r.syntax, pack, r.trail);
  enter(Room::places);
  r.places = find_places(r.article, r.source.uri, r.text, r.syntax, r.names, pack, r.trail);
  enter(Room::voices);
  r.statements = find_statements(r.article, r.text, signals, r.syntax, r.names, pack, r.trail);
  enter(Room::events);
  r.events = find_events(r.article, r.text, signals, r.syntax, r.names, r.times, r.places, r.statements, model, pack,
                         event_options(r.source, r.article, options), r.trail);
  enter(Room::report);
  r.warnings = r.article.warnings;
  std::ranges::copy(signals.warnings, std::back_inserter(r.warnings));
}

}  // namespace

std::vector<Report> read(std::vector<Source> sources, const Engine& engine, const ReadOptions& options) {
  const auto enter = [&](Room room) {
    if (options.on_room) options.on_room(room);
  };
  std::vector<Report> reports;
  for (Source& source : sources) reports.push_back(begin(std::move(source), engine.pack, enter));
  enter(Room::model);
  std::vector<Sentences> sentences;
  for (const Report& r : reports) sentences.push_back({&r.text, r.article.text});
  const std::vector<Signals> signals = run(sentences, engine.model);
  for (size_t i = 0; i < reports.size(); ++i) finish(reports[i], signals[i], engine, options, enter);
  return reports;
}

Report read(Source source, const Engine& engine, const ReadOptions& options) {
  std::vector<Source> one;
  one.push_back(std::move(source));
  return std::move(read(std::move(one), engine, options).front());
}

}  // namespace dateline
