// Days, weeks and longer stretches of the calendar, and how TIMEX3 writes them.
#pragma once

#include <string>
#include <string_view>

#include "base/base.h"

namespace dateline {

/// How long a Moment is.
enum class Grain : uint8_t { none, day, week, weekend, month, quarter, half, season, year, decade, century, fiscal_year };

/// A stretch of the calendar. Year 0: not known.
struct Moment {
  Grain grain = Grain::none;
  int year = 0;
  int part = 0;      // ISO week, month, quarter, half, season (1 spring to 4 winter)
  int day = 0;       // of the month; of the week (1 Monday) where neither year nor month is known
  std::string time;  // "TNI", "T16:08Z": what comes after the day
  auto operator<=>(const Moment&) const = default;
};

/// A duration's unit as times.tsv writes it: "Y", "TH", "10Y": so many of a letter, with a T before it below a day.
struct Unit {
  int times = 1;
  bool clock = false;
  char letter = 0;  // Y Q M W D, H M S of the clock; 0 where the text is none
};
Unit unit_of(std::string_view text);

Moment moment_of(std::chrono::year_month_day day, Grain grain = Grain::day);
/// `count` stretches of its own grain further on.
Moment shifted(Moment moment, int count);
std::string value_of(const Moment&);
/// First and last day; empty where the year is not known.
std::pair<std::string, std::string> days_of(const Moment&);
std::optional<std::chrono::year_month_day> first_day(const Moment&);
/// The same moment seen more coarsely: the month of a day. None where it can't be told.
Moment coarser(const Moment&, Grain grain);

int weekday_of(std::chrono::year_month_day day);  // 1 Monday to 7 Sunday
std::chrono::year_month_day plus_days(std::chrono::year_month_day day, int count);
std::chrono::year_month_day easter(int year);

}  // namespace dateline
