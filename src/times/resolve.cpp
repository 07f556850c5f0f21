#include "times/resolve.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "times/actions.h"

namespace dateline::times {

using std::chrono::sys_days;
using std::chrono::year_month_day;

Resolved date(const Moment& moment, std::string how) {
  Resolved r{TimeType::DATE, value_of(moment), moment, std::move(how)};
  if (!moment.time.empty()) r.type = TimeType::TIME;
  return r;
}

int number_of(const TimeMatch& m, Class cls, int otherwise) {
  const TimeItem* item = m.item(cls);
  return item ? static_cast<int>(std::min(item->number, 100000.0)) : otherwise;
}

/// The value of the item of this class; empty where the pattern took none.
std::string_view value_in(const TimeMatch& m, Class cls) {
  const TimeItem* item = m.item(cls);
  return item ? item->value : std::string_view();
}

bool leads_with(const TimeMatch& m, Class cls) { return m.count > 0 && m.items[0]->cls == cls; }

/// The item's value as a number: "-1".
int step_of(const TimeMatch& m, Class cls) {
  const TimeItem* item = m.item(cls);
  int value = 0;
  if (item) std::from_chars(item->value.data(), item->value.data() + item->value.size(), value);
  return value;
}

Grain grain_of(char letter) {
  switch (letter) {
    case 'Y': return Grain::year;
    case 'Q': return Grain::quarter;
    case 'M': return Grain::month;
    case 'W': return Grain::week;
    default: return Grain::day;
  }
}

Unit unit_in(const TimeMatch& m) {
  const TimeItem* item = m.item(Class::unit);
  if (!item) item = m.item(Class::units);
  return unit_of(item ? item->value : "D");
}

Moment now(const TimeContext& c, Grain grain) { return c.reported ? moment_of(*c.reported, grain) : Moment{.grain = grain}; }

/// The stretch of the year numbered `part` that lies on the right side of the report: the last begun one, or the next not over.
Moment beside(const TimeContext& c, Grain grain, int part) {
  Moment moment{.grain = grain, .part = part};
  if (!c.reported) return moment;
  Moment here = moment_of(*c.reported, grain);
  moment.year = here.year;
  if (c.side == Side::ahead && part < here.part) ++moment.year;
  if (c.side != Side::ahead && part > here.part) --moment.year;
  return moment;
}

/// A day of the year without its year.
Moment day_beside(const TimeContext& c, int month, int day) {
  Moment moment{.grain = Grain::day, .part = month, .day = day};
  if (!c.reported) return moment;
  int best = 100000, here = static_cast<int>(c.reported->year());
  for (int year = here - 1; year <= here + 1; ++year) {
    Moment tried = moment;
    tried.year = year;
    auto first = first_day(tried);
    if (!first) continue;
    int ahead = static_cast<int>((sys_days(*first) - sys_days(*c.reported)).count());
    bool wrong = (c.side == Side::before && ahead > 1) || (c.side == Side::ahead && ahead < -1);
    int cost = (ahead > 0 ? 2 * ahead : -ahead) + (wrong ? 5000 : 0);
    if (c.side == Side::ahead) cost = std::abs(ahead) + (wrong ? 5000 : 0);
    if (cost < best) {
      best = cost;
      moment.year = year;
    }
  }
  return moment;
}

Moment weekday_beside(const TimeContext& c, int weekday, Side side) {
  if (!c.reported) return {.grain = Grain::day, .day = weekday};
  int here = weekday_of(*c.reported), back = (here - weekday + 7) % 7, ahead = (weekday - here + 7) % 7;
  return moment_of(plus_days(*c.reported, side == Side::ahead ? ahead : -back));
}

std::string beside_words(const TimeContext& c) {
  if (!c.reported) return "no date of the report to count from";
  return c.side == Side::ahead ? "the next after the day of the report: its verb looks ahead" : "the last up to the day of the report";
}

}  // namespace dateline::times

namespace dateline {
namespace {

struct Action {
  std::string_view name;
  Resolved (*run)(const TimeMatch&, const TimeContext&);
};
using namespace times;

constexpr Action actions[] = {{"day", day},
                              {"month", month},
                              {"weekday", weekday},
                              {"dayword", dayword},
                              {"holiday", holiday},
                              {"historic", historic},
                              {"year", year_rule},
                              {"yy", yy},
                              {"decade", decade},
                              {"fiscal", fiscal},
                              {"century", century},
                              {"quarter", quarter},
                              {"half", half},
                              {"season", season},
                              {"relative", relative},
                              {"stretch", stretch},
                              {"ago", ago},
                              {"vague-ago", vague_ago},
                              {"hence", hence},
                              {"earlier", earlier},
                              {"later", later},
                              {"period", period},
                              {"same", same},
                              {"duration", duration},
                              {"half-more", half_more},
                              {"half-of", half_of},
                              {"vague-duration", vague_duration},
                              {"set", set},
                              {"often", often},
                              {"clock", clock},
                              {"part", part},
                              {"vague", vague}};

}  // namespace

Resolved resolve(const TimeMatch& match, const TimeContext& context) {
  for (const Action& action : actions)
    if (action.name == match.rule->action) return action.run(match, context);
  return {};
}

}  // namespace dateline
