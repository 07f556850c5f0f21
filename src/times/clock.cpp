#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "times/actions.h"

namespace dateline::times {

/// The day that a time of day belongs to: named with it, else told of last, else that of the report.
Moment day_for(const TimeMatch& m, const TimeContext& c) {
  if (m.item(Class::weekday)) return weekday_beside(c, number_of(m, Class::weekday), c.side);
  if (m.item(Class::day) && c.reported) return moment_of(plus_days(*c.reported, step_of(m, Class::day)));
  if (m.item(Class::month)) return day_beside(c, number_of(m, Class::month), number_of(m, Class::dom));
  if (c.last.grain == Grain::day && c.last.part > 0 && c.last.year > 0) return c.last;
  return c.reported ? moment_of(*c.reported) : Moment{};
}

Resolved timed(Moment moment, std::string time) {
  if (moment.grain == Grain::none) return {TimeType::TIME, "XXXX-XX-XX" + time, {}, "no date of the report to count from"};
  moment.time = std::move(time);
  return date(moment, "a time of the day told of");
}

Resolved clock(const TimeMatch& m, const TimeContext& c) {
  int hour = 0, minute = 0, second = -1;
  if (const TimeItem* item = m.item(Class::clock)) {
    hour = static_cast<int>(item->number);
    size_t colon = item->value.find(':');
    if (colon != item->value.npos) std::from_chars(item->value.data() + colon + 1, item->value.data() + item->value.size(), minute);
    size_t next = item->value.find(':', colon + 1);
    if (colon != item->value.npos && next != item->value.npos) std::from_chars(item->value.data() + next + 1, item->value.data() + item->value.size(), second);
  } else if (const TimeItem* four = m.item(Class::hhmm)) {
    hour = static_cast<int>(four->number) / 100;
    minute = static_cast<int>(four->number) % 100;
  } else if (const TimeItem* word = m.item(Class::hour_word)) {
    hour = word->value == "12:00" ? 12 : 24;
  } else {
    hour = number_of(m, Class::hour, number_of(m, Class::number));
  }
  const TimeItem* half_day = m.item(Class::half_day);
  if (half_day && half_day->value == "PM" && hour < 12) hour += 12;
  if (half_day && half_day->value == "AM" && hour == 12) hour = 0;
  if (hour > 24 || minute > 59 || second > 59) return {};
  std::string time = fmt::format("T{:02}:{:02}", hour, minute);
  if (second >= 0) time += fmt::format(":{:02}", second);
  const TimeItem* zone = m.item(Class::zone);
  if (zone && zone->value == "Z") time += 'Z';
  return timed(day_for(m, c), std::move(time));
}

Resolved part(const TimeMatch& m, const TimeContext& c) {
  const TimeItem* item = m.item(Class::part);
  if (!item) item = m.item(Class::tonight);
  if (!item) item = m.item(Class::overnight);
  std::string value = "T" + std::string(item ? item->value : "NI");
  bool names_day = m.item(Class::weekday) || m.item(Class::day) || m.item(Class::month);
  if (names_day || (m.item(Class::part) && m.rule->before != UINT32_MAX)) return timed(day_for(m, c), value);
  if (!c.reported) return timed({}, value);
  return timed(moment_of(plus_days(*c.reported, item ? 0 : -1)), value);  // "last night" alone names no part
}

}  // namespace dateline::times
