#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "times/actions.h"

namespace dateline::times {

/// `count` units from a moment, at the grain of the unit.
Moment counted(const Moment& from, const Unit& unit, double count) {
  int n = static_cast<int>(std::clamp(count, -100000.0, 100000.0)) * unit.times;
  if (unit.clock) return coarser(from, Grain::day);
  Moment at = coarser(from, grain_of(unit.letter));
  return at.grain == Grain::none ? at : shifted(at, n);
}

/// ISO 8601 has years of four figures.
bool on_calendar(const Moment& moment) { return moment.grain != Grain::none && moment.year > 0 && moment.year <= 9999; }

Resolved from_report(const TimeMatch& m, const TimeContext& c, int sign) {
  const TimeItem* number = m.item(Class::number);
  Unit unit = unit_in(m);
  double count = number ? number->number : 1;
  if (!c.reported) return {TimeType::DATE, sign < 0 ? "PAST_REF" : "FUTURE_REF", {}, beside_words(c)};
  if (unit.letter == 'W' && count * unit.times == 1) return date(moment_of(plus_days(*c.reported, 7 * sign)), "a week from the day of the report");
  Moment moment = counted(moment_of(*c.reported), unit, sign * count);
  if (!on_calendar(moment)) return {TimeType::DATE, sign < 0 ? "PAST_REF" : "FUTURE_REF", {}, "too far off for the calendar"};
  return date(moment, "counted from the day of the report");
}

Resolved ago(const TimeMatch& m, const TimeContext& c) { return from_report(m, c, -1); }
Resolved hence(const TimeMatch& m, const TimeContext& c) { return from_report(m, c, 1); }
Resolved vague_ago(const TimeMatch&, const TimeContext&) { return {TimeType::DATE, "PAST_REF", {}, "some time ago"}; }

/// From what was told of last: "two days earlier". A year or month told of can't be counted from in days.
Resolved from_last(const TimeMatch& m, const TimeContext& c, int sign) {
  const TimeItem* number = m.item(Class::number);
  Unit unit = unit_in(m);
  double count = sign * (number ? number->number : 1);
  Moment from = c.last.grain != Grain::none ? c.last : c.reported ? moment_of(*c.reported) : Moment{};
  if (from.year == 0) return {TimeType::DATE, sign < 0 ? "PAST_REF" : "FUTURE_REF", {}, beside_words(c)};
  if (unit.letter == 'Y' && from.grain != Grain::day && from.grain < Grain::year) {
    Moment moment = from;  // the same month or quarter of another year
    moment.year += static_cast<int>(count) * unit.times;
    return date(moment, "counted from the time told of before");
  }
  Moment moment = counted(from, unit, count);
  if (!on_calendar(moment)) return {TimeType::DATE, sign < 0 ? "PAST_REF" : "FUTURE_REF", {}, "the time told of before is too coarse to count from"};
  return date(moment, "counted from the time told of before");
}

Resolved earlier(const TimeMatch& m, const TimeContext& c) { return from_last(m, c, -1); }
Resolved later(const TimeMatch& m, const TimeContext& c) { return from_last(m, c, 1); }

/// "The same period last year": what was told of last, in another year.
Resolved period(const TimeMatch& m, const TimeContext& c) {
  Moment moment = c.last.grain != Grain::none ? c.last : now(c, Grain::month);
  if (moment.year == 0) return {};
  int step = m.item(Class::which) ? step_of(m, Class::which) : -1;
  moment.year = m.item(Class::which) && c.reported ? static_cast<int>(c.reported->year()) + step : moment.year + step;
  return date(moment, "the stretch told of before, in another year");
}

/// "That day", "the end of the year": the one told of last, else that of the report.
Resolved same(const TimeMatch& m, const TimeContext& c) {
  Unit unit = unit_in(m);
  if (unit.times > 1) return {};
  bool of_report = m.item(Class::edge) && unit.letter != 'D' && c.reported;  // "by the end of the year"
  Moment from = !of_report && c.last.grain != Grain::none && c.last.year > 0 ? c.last : c.reported ? moment_of(*c.reported) : Moment{};
  from.time.clear();
  Moment moment = coarser(from, grain_of(unit.letter));
  if (moment.grain == Grain::none) moment = now(c, grain_of(unit.letter));
  return moment.year == 0 ? Resolved{} : date(moment, "the one told of before");
}

}  // namespace dateline::times
