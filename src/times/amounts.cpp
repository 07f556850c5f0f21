#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "times/actions.h"

namespace dateline::times {

std::string duration_value(double number, const Unit& unit) {
  double total = number * unit.times;
  char letter = unit.letter;
  if (letter == 'Q') {
    total *= 3;
    letter = 'M';
  }
  return fmt::format("P{}{}{}", unit.clock ? "T" : "", total, letter);
}

Resolved duration(const TimeMatch& m, const TimeContext&) {
  const TimeItem* number = m.item(Class::number);
  return {TimeType::DURATION, duration_value(number ? number->number : 1, unit_in(m)), {}, "so much time"};
}

Resolved half_more(const TimeMatch& m, const TimeContext&) {
  const TimeItem* number = m.item(Class::number);
  return {TimeType::DURATION, duration_value((number ? number->number : 1) + 0.5, unit_in(m)), {}, "so much time and a half"};
}

Resolved half_of(const TimeMatch& m, const TimeContext&) {
  Unit unit = unit_in(m);
  if (unit.letter == 'Y') unit = {6, false, 'M'};
  else if (unit.letter == 'H') unit = {30, true, 'M'};
  else if (unit.times == 10 || unit.times == 100) unit.times /= 2;
  else if (unit.letter == 'D') unit = {12, true, 'H'};
  else return {TimeType::DURATION, duration_value(0.5, unit), {}, "half of it"};
  if (m.item(Class::unit) && m.item(Class::unit)->value.starts_with("10"))
    unit = m.item(Class::unit)->value == "100Y" ? Unit{50, false, 'Y'} : Unit{5, false, 'Y'};
  return {TimeType::DURATION, duration_value(1, unit), {}, "half of it"};
}

Resolved vague_duration(const TimeMatch& m, const TimeContext&) {
  Unit unit = unit_in(m);
  return {TimeType::DURATION, fmt::format("P{}X{}", unit.clock ? "T" : "", unit.letter == 'Q' ? 'M' : unit.letter), {}, "some time, how much is not said"};
}

Resolved stretch(const TimeMatch& m, const TimeContext& c) {
  if (m.item(Class::some)) return vague_duration(m, c);
  return duration(m, c);
}

Resolved set(const TimeMatch& m, const TimeContext&) {
  if (m.item(Class::weekday)) return {TimeType::SET, fmt::format("XXXX-WXX-{}", number_of(m, Class::weekday)), {}, "each such day"};
  if (m.item(Class::part)) return {TimeType::SET, fmt::format("XXXX-XX-XXT{}", value_in(m, Class::part)), {}, "each such part of a day"};
  const TimeItem* number = m.item(Class::every) ? m.item(Class::number) : nullptr;
  double count = (number ? number->number : 1) * std::max(1, step_of(m, Class::every));
  return {TimeType::SET, duration_value(count, unit_in(m)), {}, "again and again"};
}

Resolved often(const TimeMatch& m, const TimeContext&) { return {TimeType::SET, std::string(value_in(m, Class::often)), {}, "again and again"}; }

Resolved vague(const TimeMatch& m, const TimeContext&) {
  return {TimeType::DATE, m.count > 0 ? std::string(m.items[0]->value) : "PAST_REF", {}, "no place on the calendar"};
}

}  // namespace dateline::times
