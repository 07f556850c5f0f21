// The functions that the patterns of times.rules name, and what they share. Each makes a match into a value; none fails on a pattern without the words it
// needs.
#pragma once

#include "times/resolve.h"

namespace dateline::times {

using Class = TimeClass;

/// A moment as a DATE, or a TIME where it has one.
Resolved date(const Moment& moment, std::string how);
int number_of(const TimeMatch& m, Class cls, int otherwise = 0);
std::string_view value_in(const TimeMatch& m, Class cls);
bool leads_with(const TimeMatch& m, Class cls);
int step_of(const TimeMatch& m, Class cls);
Grain grain_of(char letter);
Unit unit_in(const TimeMatch& m);
Moment now(const TimeContext& c, Grain grain);
Moment beside(const TimeContext& c, Grain grain, int part);
Moment day_beside(const TimeContext& c, int month, int day);
Moment weekday_beside(const TimeContext& c, int weekday, Side side);
std::string beside_words(const TimeContext& c);

// dates.cpp: days, months, years and parts of years, named or beside the report
Resolved day(const TimeMatch&, const TimeContext&);
Resolved month(const TimeMatch&, const TimeContext&);
Resolved weekday(const TimeMatch&, const TimeContext&);
Resolved dayword(const TimeMatch&, const TimeContext&);
Resolved holiday(const TimeMatch&, const TimeContext&);
Resolved historic(const TimeMatch&, const TimeContext&);
Resolved year_rule(const TimeMatch&, const TimeContext&);
Resolved yy(const TimeMatch&, const TimeContext&);
Resolved decade(const TimeMatch&, const TimeContext&);
Resolved fiscal(const TimeMatch&, const TimeContext&);
Resolved century(const TimeMatch&, const TimeContext&);
Resolved quarter(const TimeMatch&, const TimeContext&);
Resolved half(const TimeMatch&, const TimeContext&);
Resolved season(const TimeMatch&, const TimeContext&);
Resolved relative(const TimeMatch&, const TimeContext&);

// counted.cpp: so much before or after the report, or what was told of last
Resolved ago(const TimeMatch&, const TimeContext&);
Resolved vague_ago(const TimeMatch&, const TimeContext&);
Resolved hence(const TimeMatch&, const TimeContext&);
Resolved earlier(const TimeMatch&, const TimeContext&);
Resolved later(const TimeMatch&, const TimeContext&);
Resolved period(const TimeMatch&, const TimeContext&);
Resolved same(const TimeMatch&, const TimeContext&);

// amounts.cpp: durations, sets, and what has no place on the calendar
Resolved stretch(const TimeMatch&, const TimeContext&);
Resolved duration(const TimeMatch&, const TimeContext&);
Resolved half_more(const TimeMatch&, const TimeContext&);
Resolved half_of(const TimeMatch&, const TimeContext&);
Resolved vague_duration(const TimeMatch&, const TimeContext&);
Resolved set(const TimeMatch&, const TimeContext&);
Resolved often(const TimeMatch&, const TimeContext&);
Resolved vague(const TimeMatch&, const TimeContext&);

// clock.cpp: times of day and parts of a day
Resolved clock(const TimeMatch&, const TimeContext&);
Resolved part(const TimeMatch&, const TimeContext&);

}  // namespace dateline::times
