// places: mentions on the map: one small pass a file, in a stated order (places.cpp).
//
// Always: a country, or a capital that stands for its government, is an actor's mention, not a place.
#pragma once

#include "base/base.h"
#include "names/names.h"
#include "pack/pack.h"
#include "page/page.h"
#include "syntax/syntax.h"
#include "text/text.h"

namespace dateline {

struct Place {
  std::string name;
  std::optional<double> lat, lon;  // degrees, WGS 84
  std::string country, admin1;     // ISO 3166 alpha-3; name of the state or province
  std::string feature;             // GeoNames feature code: PPLC, ADM1, PEN; empty where unknown
  uint32_t geonameid = 0;          // 0 where GeoNames has none
  std::string wikidata, wikipedia;
  std::vector<Span> mentions;  // in order of the text, the dateline's place among them
  Why why;
};

/// A place that a name may mean, by what the lists alone know.
struct PlaceChoice {
  Place place;
  double population = 0;  // 0 where unknown
  float share = 0;        // of all places of this name, 0 to 1
  RuleRef at;
};
/// The places of a folded name, the likeliest first: how `find_places` sees it before the report says more.
std::vector<PlaceChoice> places_called(std::string_view folded, const Pack&);

/// `uri`: where the report came from, or empty: its publisher tells where it is at home.
std::vector<Place> find_places(const Article&, std::string_view uri, const Text&, const Syntax&, const Names&, const Pack&, Trail&);

}  // namespace dateline
