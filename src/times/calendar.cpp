#include "times/calendar.h"

#include <fmt/format.h>

namespace dateline {
namespace {

using namespace std::chrono;

constexpr std::string_view season_names[] = {"SP", "SU", "FA", "WI"};

/// ISO 8601 year and week of a day.
std::pair<int, int> week_of(year_month_day day) {
  sys_days thursday = sys_days(day) - days(weekday_of(day) - 1) + days(3);
  int year = static_cast<int>(year_month_day(thursday).year());
  return {year, static_cast<int>((thursday - sys_days(std::chrono::year(year) / 1 / 1)).count() / 7 + 1)};
}

sys_days monday_of(int year, int week) {
  year_month_day fourth = std::chrono::year(year) / 1 / 4;  // always in week 1
  return sys_days(fourth) - days(weekday_of(fourth) - 1) + days(7 * (week - 1));
}

/// Months that a grain lasts, 0 below a month.
int months_of(Grain grain) {
  switch (grain) {
    case Grain::month: return 1;
    case Grain::quarter:
    case Grain::season: return 3;
    case Grain::half: return 6;
    case Grain::year:
    case Grain::fiscal_year: return 12;
    case Grain::decade: return 120;
    case Grain::century: return 1200;
    default: return 0;
  }
}

year_month_day start_of(const Moment& m) {
  unsigned month = 1;
  int year = m.year;
  if (m.grain == Grain::month) month = static_cast<unsigned>(m.part);
  if (m.grain == Grain::quarter) month = static_cast<unsigned>(3 * m.part - 2);
  if (m.grain == Grain::half) month = static_cast<unsigned>(6 * m.part - 5);
  if (m.grain == Grain::season) month = static_cast<unsigned>(3 * m.part);  // March, June, September, December
  if (m.grain == Grain::decade) year = year / 10 * 10;
  if (m.grain == Grain::century) year = year / 100 * 100;
  return std::chrono::year(year) / std::chrono::month(month) / 1;
}

std::string year_text(int year) { return year > 0 ? fmt::format("{:04}", year) : "XXXX"; }

}  // namespace

Unit unit_of(std::string_view text) {
  Unit unit;
  int times = 0;
  while (!text.empty() && text[0] >= '0' && text[0] <= '9' && times < 1000) {
    times = times * 10 + (text[0] - '0');
    text.remove_prefix(1);
  }
  if (times > 0) unit.times = times;
  if (text.size() == 2 && text[0] == 'T') {
    unit.clock = true;
    text.remove_prefix(1);
  }
  if (text.size() == 1) unit.letter = text[0];
  return unit;
}

int weekday_of(year_month_day day) { return static_cast<int>(weekday(sys_days(day)).iso_encoding()); }

year_month_day plus_days(year_month_day day, int count) { return sys_days(day) + days(count); }

year_month_day easter(int year) {
  int a = year % 19, b = year / 100, c = year % 100, d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
  int h = (19 * a + b - d - g + 15) % 30, i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7, m = (a + 11 * h + 22 * l) / 451;
  int month = (h + l - 7 * m + 114) / 31, day = (h + l - 7 * m + 114) % 31 + 1;
  return std::chrono::year(year) / month / day;
}

Moment moment_of(year_month_day day, Grain grain) {
  Moment m{grain, static_cast<int>(day.year())};
  int month = static_cast<int>(static_cast<unsigned>(day.month()));
  switch (grain) {
    case Grain::day:
      m.part = month;
      m.day = static_cast<int>(static_cast<unsigned>(day.day()));
      break;
    case Grain::week:
    case Grain::weekend: std::tie(m.year, m.part) = week_of(day); break;
    case Grain::month: m.part = month; break;
    case Grain::quarter: m.part = (month + 2) / 3; break;
    case Grain::half: m.part = (month + 5) / 6; break;
    case Grain::season:
      m.part = month % 12 / 3 == 0 ? 4 : month / 3;
      if (month < 3) --m.year;  // the winter that began in December
      break;
    default: break;
  }
  return m;
}

std::optional<year_month_day> first_day(const Moment& m) {
  if (m.year <= 0 || m.year > 9999 || m.grain == Grain::none) return std::nullopt;
  if (m.grain == Grain::day) {
    year_month_day day = year(m.year) / month(static_cast<unsigned>(m.part)) / std::chrono::day(static_cast<unsigned>(m.day));
    return day.ok() ? std::optional(day) : std::nullopt;
  }
  if (m.grain == Grain::week) return monday_of(m.year, m.part);
  if (m.grain == Grain::weekend) return monday_of(m.year, m.part) + days(5);
  year_month_day day = start_of(m);
  return day.ok() ? std::optional(day) : std::nullopt;
}

Moment shifted(Moment m, int count) {
  if (m.grain == Grain::day || m.grain == Grain::week || m.grain == Grain::weekend) {
    auto first = first_day(m);
    if (!first) return {};
    std::string time = m.time;
    m = moment_of(plus_days(*first, count * (m.grain == Grain::day ? 1 : 7)), m.grain);
    m.time = time;
    return m;
  }
  int step = months_of(m.grain);
  if (step == 0) return {};
  if (step >= 12) {
    m.year += count * step / 12;
    return m;
  }
  int in_year = 12 / step, all = m.year * in_year + m.part - 1 + count;
  m.year = all / in_year;
  m.part = all % in_year + 1;
  return m;
}

std::string value_of(const Moment& m) {
  switch (m.grain) {
    case Grain::none: return "";
    case Grain::day:
      if (m.part == 0) return fmt::format("XXXX-WXX-{}{}", m.day, m.time);
      return fmt::format("{}-{:02}-{:02}{}", year_text(m.year), m.part, m.day, m.time);
    case Grain::week: return m.part > 0 ? fmt::format("{}-W{:02}", year_text(m.year), m.part) : "XXXX-WXX";
    case Grain::weekend: return m.part > 0 ? fmt::format("{}-W{:02}-WE", year_text(m.year), m.part) : "XXXX-WXX-WE";
    case Grain::month: return m.part > 0 ? fmt::format("{}-{:02}", year_text(m.year), m.part) : "XXXX-XX";
    case Grain::quarter: return m.part > 0 ? fmt::format("{}-Q{}", year_text(m.year), m.part) : "XXXX-QX";
    case Grain::half: return fmt::format("{}-H{}", year_text(m.year), m.part);
    case Grain::season: return fmt::format("{}-{}", year_text(m.year), season_names[(m.part + 3) % 4]);
    case Grain::year: return year_text(m.year);
    case Grain::decade: return year_text(m.year).substr(0, 3);
    case Grain::century: return year_text(m.year).substr(0, 2);
    case Grain::fiscal_year: return "FY" + year_text(m.year);
  }
  return "";
}

std::pair<std::string, std::string> days_of(const Moment& m) {
  auto first = first_day(m);
  if (!first) return {};
  int length = m.grain == Grain::week ? 6 : m.grain == Grain::weekend ? 1 : 0;
  if (int step = months_of(m.grain))
    length = static_cast<int>(
        (sys_days(year_month_day_last((*first + months(step - 1)).year() / (*first + months(step - 1)).month() / last)) - sys_days(*first)).count());
  return {to_iso(*first), to_iso(plus_days(*first, length))};
}

Moment coarser(const Moment& m, Grain grain) {
  if (m.grain == grain) return m;
  auto first = first_day(m);
  if (!first || m.grain > grain) return {};
  return moment_of(*first, grain);
}

}  // namespace dateline
