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

}  // namespace

Report read(Source source, const Engine& engine, const ReadOptions& options) {
  const auto& [pack, model] = engine;
  auto enter = [&](Room room) {
    if (options.on_room) options.on_room(room);
  };
  Report r;
  r.source = std::move(source);
  enter(Room::page);
  r.article = read_page(r.source, pack, r.trail);
  enter(Room::text);
  r.text = split(r.article, pack);
  enter(Room::model);
  Signals signals = run(r.text, r.article.text, model);
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
  return r;
}

}  // namespace dateline
