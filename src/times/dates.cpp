#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "times/actions.h"

namespace dateline::times {

using std::chrono::sys_days;
using std::chrono::year_month_day;

Resolved day(const TimeMatch& m, const TimeContext& c) {
  if (const TimeItem* item = m.item(Class::iso)) {
    auto parsed = parse_day(item->value);
    return parsed ? date(moment_of(*parsed), "a day as ISO 8601 writes it") : Resolved{};
  }
  if (const TimeItem* item = m.item(Class::slashed)) {
    int part[3] = {0, 0, 0}, at = 0;
    for (char ch : item->value) ch == '/' ? void(++at) : void(part[std::min(at, 2)] = part[std::min(at, 2)] * 10 + (ch - '0'));
    if (part[0] > 12) std::swap(part[0], part[1]);
    Moment moment{Grain::day, part[2], part[0], part[1], {}};
    return first_day(moment) ? date(moment, "a day in figures") : Resolved{};
  }
  int dom = number_of(m, Class::dom);
  Moment moment;
  if (m.item(Class::month)) {
    int month = number_of(m, Class::month);
    moment = {Grain::day, number_of(m, Class::year), month, dom, {}};
    if (m.item(Class::which) && c.reported) moment.year = static_cast<int>(c.reported->year()) + step_of(m, Class::which);
    if (moment.year == 0) moment = day_beside(c, month, dom);
    if (dom > 31 || (moment.year && !first_day(moment))) return {};
    return date(moment, m.item(Class::year) ? "day, month and year are named" : beside_words(c));
  }
  Moment weekday = weekday_beside(c, number_of(m, Class::weekday), c.side);  // "Monday the 22nd"
  return date(weekday, beside_words(c));
}

Resolved month(const TimeMatch& m, const TimeContext& c) {
  int part = number_of(m, Class::month);
  if (m.item(Class::year)) return date({Grain::month, number_of(m, Class::year), part, 0, {}}, "month and year are named");
  if (!m.item(Class::which) || !c.reported) return date(beside(c, Grain::month, part), beside_words(c));
  int step = step_of(m, Class::which);
  Moment here = moment_of(*c.reported, Grain::month), moment{Grain::month, here.year, part, 0, {}};
  bool of_year = leads_with(m, Class::month);  // "July last year"
  if (of_year) moment.year += step;
  else if (step < 0 && part >= here.part) --moment.year;
  else if (step > 0 && part <= here.part) ++moment.year;
  return date(moment, "counted from the month of the report");
}

Resolved weekday(const TimeMatch& m, const TimeContext& c) {
  int weekday = number_of(m, Class::weekday);
  bool of_week = leads_with(m, Class::weekday) && m.last - m.first > 1;  // "Tuesday last week", "Monday a week ago"
  if (!m.item(Class::which) && !of_week) return date(weekday_beside(c, weekday, c.side), beside_words(c));
  if (!c.reported) return date({.grain = Grain::day, .day = weekday}, beside_words(c));
  int step = m.item(Class::which) ? step_of(m, Class::which) : -1;
  if (of_week) {
    year_month_day monday = plus_days(*c.reported, 1 - weekday_of(*c.reported));
    return date(moment_of(plus_days(monday, 7 * step + weekday - 1)), "the day of that week");
  }
  if (step == 0) return date(weekday_beside(c, weekday, c.side == Side::before ? Side::before : Side::ahead), "the nearest one");
  int here = weekday_of(*c.reported), back = (here - weekday + 6) % 7 + 1, ahead = (weekday - here + 6) % 7 + 1;
  return date(moment_of(plus_days(*c.reported, step < 0 ? -back : ahead)), "counted from the day of the report");
}

Resolved dayword(const TimeMatch& m, const TimeContext& c) {
  if (!c.reported) return {TimeType::DATE, step_of(m, Class::day) == 0 ? "PRESENT_REF" : "XXXX-XX-XX", {}, beside_words(c)};
  return date(moment_of(plus_days(*c.reported, step_of(m, Class::day))), "counted from the day of the report");
}

Resolved historic(const TimeMatch& m, const TimeContext&) {
  auto parsed = parse_day(value_in(m, Class::historic));
  return parsed ? date(moment_of(*parsed), "a day that is known by its name") : Resolved{};
}

/// "12-25", "11/4/4" (the fourth Thursday of November), "easter-2".
std::optional<year_month_day> holiday_in(std::string_view value, int in_year) {
  if (value.starts_with("easter")) {
    int step = 0;
    value.remove_prefix(value.size() > 6 && value[6] == '+' ? 7 : 6);
    std::from_chars(value.data(), value.data() + value.size(), step);
    return plus_days(easter(in_year), step);
  }
  int part[3] = {0, 0, 0}, at = 0;
  bool negative = false;
  for (char ch : value) {
    if (ch == '-' && at == 2) negative = true;
    else if (ch == '-' || ch == '/') at = std::min(at + 1, 2);
    else part[at] = part[at] * 10 + (ch - '0');
  }
  auto month_of = std::chrono::year(in_year) / std::chrono::month(static_cast<unsigned>(part[0]));
  if (part[2] == 0) return month_of / std::chrono::day(static_cast<unsigned>(part[1]));
  std::chrono::weekday wanted(static_cast<unsigned>(part[1] % 7));
  if (negative) return year_month_day(sys_days(month_of / std::chrono::weekday_last(wanted)));
  return year_month_day(sys_days(month_of / wanted[static_cast<unsigned>(part[2])]));
}

Resolved holiday(const TimeMatch& m, const TimeContext& c) {
  std::string_view value = value_in(m, Class::holiday);
  int named = number_of(m, Class::year);
  if (named == 0 && !c.reported)
    return {TimeType::DATE, value.size() == 5 && value[2] == '-' ? fmt::format("XXXX-{}", value) : "XXXX-XX-XX", {}, beside_words(c)};
  int step = step_of(m, Class::which), here = c.reported ? static_cast<int>(c.reported->year()) : 0;
  std::optional<year_month_day> best;
  for (int in_year = named ? named : here - 1; in_year <= (named ? named : here + 1); ++in_year) {
    auto found = holiday_in(value, in_year);
    if (!found || !found->ok()) continue;
    if (named) return date(moment_of(*found), "a day known by its name, and the year");
    bool ahead = c.side == Side::ahead || step > 0;
    if (ahead ? *found >= *c.reported && !best : *found <= *c.reported) best = found;
  }
  return best ? date(moment_of(*best), beside_words(c)) : Resolved{};
}

Resolved year_rule(const TimeMatch& m, const TimeContext& c) {
  if (m.item(Class::year)) return date({Grain::year, number_of(m, Class::year), 0, 0, {}}, "a year in figures");
  if (!m.item(Class::which)) return date(shifted(now(c, Grain::year), -2), "two years before that of the report");
  if (!c.reported) return date(now(c, Grain::year), beside_words(c));
  return date(shifted(now(c, Grain::year), step_of(m, Class::which)), "counted from the year of the report");
}

Resolved yy(const TimeMatch& m, const TimeContext&) { return date({Grain::year, number_of(m, Class::yy), 0, 0, {}}, "a year in two figures"); }
Resolved decade(const TimeMatch& m, const TimeContext&) { return date({Grain::decade, number_of(m, Class::decade), 0, 0, {}}, "a decade in figures"); }

Resolved fiscal(const TimeMatch& m, const TimeContext& c) {
  Moment moment = now(c, Grain::fiscal_year);
  if (m.item(Class::year)) moment.year = number_of(m, Class::year);
  else if (m.item(Class::which) && c.reported) moment.year += step_of(m, Class::which);
  return date(moment, "a year of accounts");
}

Resolved century(const TimeMatch& m, const TimeContext&) {
  int nth = number_of(m, Class::ordinal, number_of(m, Class::dom));
  return nth < 1 || nth > 30 ? Resolved{} : date({Grain::century, (nth - 1) * 100 + 1, 0, 0, {}}, "a century by its number");
}

/// Of a year named, of the year so many from now, or the one on the right side of the report.
Resolved part_of_year(const TimeMatch& m, const TimeContext& c, Grain grain, int part, int parts) {
  if (part < 1 || part > parts) return {};
  Moment moment{grain, number_of(m, Class::year), part, 0, {}};
  if (moment.year > 0) return date(moment, "a part of the year named");
  if (m.item(Class::which) && c.reported) {
    moment.year = static_cast<int>(c.reported->year()) + step_of(m, Class::which);
    return date(moment, "a part of the year counted from the report");
  }
  return date(beside(c, grain, part), beside_words(c));
}

Resolved quarter(const TimeMatch& m, const TimeContext& c) {
  if (m.item(Class::ordinal)) return part_of_year(m, c, Grain::quarter, number_of(m, Class::ordinal), 4);
  if (!c.reported) return date(now(c, Grain::quarter), beside_words(c));
  return date(shifted(now(c, Grain::quarter), step_of(m, Class::which)), "counted from the quarter of the report");
}

Resolved half(const TimeMatch& m, const TimeContext& c) {
  if (!m.item(Class::year) && !m.item(Class::which) && c.reported)
    return date({Grain::half, static_cast<int>(c.reported->year()), number_of(m, Class::ordinal), 0, {}}, "of the year of the report");
  return part_of_year(m, c, Grain::half, number_of(m, Class::ordinal), 2);
}

Resolved season(const TimeMatch& m, const TimeContext& c) {
  constexpr std::string_view names = "SPSUFAWI";
  int part = static_cast<int>(names.find(value_in(m, Class::season))) / 2 + 1;
  if (m.item(Class::year) || !m.item(Class::which) || !c.reported) return part_of_year(m, c, Grain::season, part, 4);
  Moment here = moment_of(*c.reported, Grain::season), moment{Grain::season, static_cast<int>(c.reported->year()), part, 0, {}};
  int step = step_of(m, Class::which);
  if (step < 0 && part >= here.part) --moment.year;
  if (step > 0 && part <= here.part) ++moment.year;
  return date(moment, "counted from the season of the report");
}

Resolved relative(const TimeMatch& m, const TimeContext& c) {
  if (m.item(Class::weekend)) {
    if (!c.reported) return date({.grain = Grain::weekend}, beside_words(c));
    Moment moment = now(c, Grain::weekend);
    if (m.item(Class::which)) return date(shifted(moment, step_of(m, Class::which)), "counted from the week of the report");
    return date(c.side == Side::ahead || weekday_of(*c.reported) >= 6 ? moment : shifted(moment, -1), beside_words(c));
  }
  Unit unit = m.item(Class::unit) ? unit_in(m) : unit_of("W");
  int step = step_of(m, Class::which);
  if (unit.times > 1 || unit.clock)
    return {TimeType::DURATION, fmt::format("P{}{}{}", unit.clock ? "T" : "", unit.times, unit.letter), {}, "a stretch beside the present"};
  Grain grain = grain_of(unit.letter);
  if (!c.reported) return date({.grain = grain}, beside_words(c));
  return date(shifted(now(c, grain), step), "counted from the day of the report");
}

}  // namespace dateline::times
