// report: the order of the rooms (read.cpp, one screen); the record, its JSON, its human view and its explanation.
//
// Always: one source in, one record out, whatever the bytes; the same bytes give the same record.
#pragma once

#include <functional>
#include <nlohmann/json_fwd.hpp>

#include "base/base.h"
#include "events/events.h"
#include "model/model.h"
#include "names/names.h"
#include "pack/pack.h"
#include "page/page.h"
#include "places/places.h"
#include "source/source.h"
#include "syntax/syntax.h"
#include "text/text.h"
#include "times/times.h"
#include "voices/voices.h"

namespace dateline {

/// What reading needs: opened once, shared by all threads.
struct Engine {
  Pack pack;
  Model model;
};

struct ReadOptions {
  bool all_predicates = false;
  std::function<void(Room)> on_room;  // called as each room begins, where given: to measure
};

struct Report {
  Source source;
  Article article;
  Text text;
  Syntax syntax;
  Names names;
  std::vector<Time> times;
  std::vector<Place> places;
  std::vector<Statement> statements;
  Events events;
  Trail trail;
  std::vector<Warning> warnings;
};

Report read(Source, const Engine&, const ReadOptions& = {});
/// Several at a time, which is faster and gives the same: their sentences go through the network together.
std::vector<Report> read(std::vector<Source>, const Engine&, const ReadOptions& = {});

/// The record of docs/formats/record.md.
nlohmann::ordered_json to_json(const Report&, const Engine&);
/// The syntax as CoNLL-U, with chains as Entity= in MISC.
std::string to_conllu(const Report&);
/// For people: 80 columns; colour codes only where asked for.
std::string to_view(const Report&, const Pack&, bool colour);
/// Why a claim ("e3") stands in the record: its steps from the claim down to the words. Nothing where there is no such claim.
std::optional<std::string> explain(const Report&, std::string_view claim);

}  // namespace dateline
