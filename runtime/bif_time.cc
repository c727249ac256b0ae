// SPDX-License-Identifier: Apache-2.0
//
// Clocks and calendars. The native time unit is the nanosecond.

#include <chrono>
#include <ctime>

#include "runtime/atoms.h"
#include "runtime/bif.h"
#include "runtime/exception.h"
#include "runtime/heap.h"
#include "runtime/integer.h"

namespace beamfold::rt::bif {
namespace {

constexpr int64_t kNanoseconds = 1000000000;

int64_t SystemTime() {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::system_clock::now().time_since_epoch())
      .count();
}

int64_t MonotonicTime() {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

// Parts per second; 0: no time unit.
int64_t PartsPerSecond(Term unit) {
  static const struct {
    Term atom;
    int64_t parts;
  } kUnits[] = {
      {AtomFromText("second"), 1},
      {AtomFromText("seconds"), 1},
      {AtomFromText("millisecond"), 1000},
      {AtomFromText("milli_seconds"), 1000},
      {AtomFromText("microsecond"), 1000000},
      {AtomFromText("micro_seconds"), 1000000},
      {AtomFromText("nanosecond"), kNanoseconds},
      {AtomFromText("nano_seconds"), kNanoseconds},
      {AtomFromText("native"), kNanoseconds},
      {AtomFromText("perf_counter"), kNanoseconds},
  };
  if (IsSmall(unit) && SmallValue(unit) > 0) return SmallValue(unit);
  for (const auto& entry : kUnits) {
    if (entry.atom == unit) return entry.parts;
  }
  return 0;
}

// Rounds down, as Erlang does.
Term InUnit(Context* ctx, int64_t nanoseconds, Term unit) {
  const int64_t parts = PartsPerSecond(unit);
  if (parts == 0) return RaiseBadarg(ctx);
  const BigInt product = BigInt(nanoseconds) * parts;
  BigInt quotient = product / kNanoseconds;
  if (product < 0 && quotient * kNanoseconds != product) --quotient;
  return MakeBig(ctx, quotient);
}

Term DateTerm(Context* ctx, const std::tm& t) {
  return MakeTuple(ctx, {MakeSmall(t.tm_year + 1900), MakeSmall(t.tm_mon + 1), MakeSmall(t.tm_mday)});
}
Term TimeTerm(Context* ctx, const std::tm& t) {
  return MakeTuple(ctx, {MakeSmall(t.tm_hour), MakeSmall(t.tm_min), MakeSmall(t.tm_sec)});
}
std::tm Local() {
  const std::time_t now = std::time(nullptr);
  return *std::localtime(&now);
}

// Days since 1970-01-01 of a date of the Gregorian calendar, and back: whole 400-year cycles, years from March on.
int64_t DaysFromDate(int64_t year, int month, int day) {
  year -= month <= 2;
  const int64_t era = (year >= 0 ? year : year - 399) / 400;
  const int64_t year_of_era = year - era * 400;
  const int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
}

void DateFromDays(int64_t days, int64_t* year, int* month, int* day) {
  days += 719468;
  const int64_t era = (days >= 0 ? days : days - 146096) / 146097;
  const int64_t day_of_era = days - era * 146097;
  const int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int64_t shifted = (5 * day_of_year + 2) / 153;
  *day = static_cast<int>(day_of_year - (153 * shifted + 2) / 5 + 1);
  *month = static_cast<int>(shifted < 10 ? shifted + 3 : shifted - 9);
  *year = year_of_era + era * 400 + (*month <= 2 ? 1 : 0);
}

bool Numbers(Term tuple, int32_t* a, int32_t* b, int32_t* c) {
  if (!IsTuple(tuple) || TupleArity(tuple) != 3) return false;
  for (uint32_t i = 0; i < 3; ++i) {
    if (!IsSmall(TupleElement(tuple, i))) return false;
  }
  *a = SmallValue(TupleElement(tuple, 0));
  *b = SmallValue(TupleElement(tuple, 1));
  *c = SmallValue(TupleElement(tuple, 2));
  return true;
}

Term Microseconds(Context* ctx, int64_t microseconds) {
  return MakeTuple(ctx, {MakeInteger(ctx, microseconds / 1000000000000),
                         MakeInteger(ctx, microseconds / 1000000 % 1000000), MakeInteger(ctx, microseconds % 1000000)});
}

int64_t NextUnique() {
  static int64_t last = 0;
  return ++last;
}

}  // namespace

Term ErlangSystemTime0(Context* ctx) { return MakeInteger(ctx, SystemTime()); }
Term ErlangSystemTime1(Context* ctx, Term unit) { return InUnit(ctx, SystemTime(), unit); }
Term ErlangMonotonicTime0(Context* ctx) { return MakeInteger(ctx, MonotonicTime()); }
Term ErlangMonotonicTime1(Context* ctx, Term unit) { return InUnit(ctx, MonotonicTime(), unit); }
Term ErlangTimeOffset0(Context* ctx) { return MakeInteger(ctx, SystemTime() - MonotonicTime()); }
Term ErlangTimeOffset1(Context* ctx, Term unit) { return InUnit(ctx, SystemTime() - MonotonicTime(), unit); }
Term OsSystemTime0(Context* ctx) { return ErlangSystemTime0(ctx); }
Term OsSystemTime1(Context* ctx, Term unit) { return ErlangSystemTime1(ctx, unit); }
Term OsPerfCounter(Context* ctx) { return ErlangMonotonicTime0(ctx); }
Term ErlangTimestamp(Context* ctx) { return Microseconds(ctx, SystemTime() / 1000); }
Term OsTimestamp(Context* ctx) { return ErlangTimestamp(ctx); }

// Every call gives a later time than the one before.
Term ErlangNow(Context* ctx) {
  static int64_t last = 0;
  const int64_t now = SystemTime() / 1000;
  last = now > last ? now : last + 1;
  return Microseconds(ctx, last);
}

Term ErlangConvertTimeUnit(Context* ctx, Term time, Term from, Term to) {
  const int64_t from_parts = PartsPerSecond(from);
  const int64_t to_parts = PartsPerSecond(to);
  if (!IsInteger(time) || from_parts == 0 || to_parts == 0) return RaiseBadarg(ctx);
  const BigInt product = ToBig(time) * to_parts;
  BigInt quotient = product / from_parts;
  if (product < 0 && quotient * from_parts != product) --quotient;
  return MakeBig(ctx, quotient);
}

Term ErlangDate(Context* ctx) { return DateTerm(ctx, Local()); }
Term ErlangTime(Context* ctx) { return TimeTerm(ctx, Local()); }
Term ErlangLocaltime(Context* ctx) {
  const std::tm t = Local();
  return MakeTuple(ctx, {DateTerm(ctx, t), TimeTerm(ctx, t)});
}
Term ErlangUniversaltime(Context* ctx) {
  const std::time_t now = std::time(nullptr);
  const std::tm t = *std::gmtime(&now);
  return MakeTuple(ctx, {DateTerm(ctx, t), TimeTerm(ctx, t)});
}

Term ErlangPosixtimeToUniversaltime(Context* ctx, Term seconds) {
  const std::optional<int64_t> s = ToInt64(seconds);
  if (!s || *s > int64_t{1} << 50 || *s < -(int64_t{1} << 50)) return RaiseBadarg(ctx);
  int64_t days = *s / 86400;
  int64_t rest = *s % 86400;
  if (rest < 0) {
    rest += 86400;
    --days;
  }
  int64_t year;
  int month;
  int day;
  DateFromDays(days, &year, &month, &day);
  const Term date = MakeTuple(ctx, {MakeInteger(ctx, year), MakeSmall(month), MakeSmall(day)});
  const Term time =
      MakeTuple(ctx, {MakeInteger(ctx, rest / 3600), MakeInteger(ctx, rest / 60 % 60), MakeInteger(ctx, rest % 60)});
  return MakeTuple(ctx, {date, time});
}

Term ErlangUniversaltimeToPosixtime(Context* ctx, Term datetime) {
  int32_t year, month, day, hour, minute, second;
  if (!IsTuple(datetime) || TupleArity(datetime) != 2 || !Numbers(TupleElement(datetime, 0), &year, &month, &day) ||
      !Numbers(TupleElement(datetime, 1), &hour, &minute, &second) || month < 1 || month > 12 || day < 1 || day > 31 ||
      hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) {
    return RaiseBadarg(ctx);
  }
  const int64_t days = DaysFromDate(year, month, day);
  int64_t real_year;
  int real_month;
  int real_day;
  DateFromDays(days, &real_year, &real_month, &real_day);
  // No such day in that month; and OTP's calendar starts in 1600.
  if (real_day != day || year < 1600) return RaiseBadarg(ctx);
  return MakeInteger(ctx, days * 86400 + hour * 3600 + minute * 60 + second);
}

namespace {

// Seconds since 1970 of a date and time of day, or nothing, with badarg raised.
std::optional<std::time_t> PosixOf(Context* ctx, Term datetime) {
  const Term seconds = ErlangUniversaltimeToPosixtime(ctx, datetime);
  if (seconds == kNoTerm) return std::nullopt;
  return static_cast<std::time_t>(*ToInt64(seconds));
}

}  // namespace

Term ErlangUniversaltimeToLocaltime(Context* ctx, Term datetime) {
  const std::optional<std::time_t> seconds = PosixOf(ctx, datetime);
  if (!seconds) return kNoTerm;
  const std::tm t = *std::localtime(&*seconds);
  return MakeTuple(ctx, {DateTerm(ctx, t), TimeTerm(ctx, t)});
}

// The last argument says whether it is summer time: true, false, or undefined.
Term ErlangLocaltimeToUniversaltime2(Context* ctx, Term datetime, Term summer) {
  if (!IsBoolean(summer) && summer != atoms::kUndefined) return RaiseBadarg(ctx);
  const std::optional<std::time_t> as_universal = PosixOf(ctx, datetime);
  if (!as_universal) return kNoTerm;
  std::tm t = *std::gmtime(&*as_universal);
  t.tm_isdst = summer == atoms::kTrue ? 1 : summer == atoms::kFalse ? 0 : -1;
  const std::time_t seconds = std::mktime(&t);
  const std::tm universal = *std::gmtime(&seconds);
  return MakeTuple(ctx, {DateTerm(ctx, universal), TimeTerm(ctx, universal)});
}
Term ErlangLocaltimeToUniversaltime1(Context* ctx, Term datetime) {
  return ErlangLocaltimeToUniversaltime2(ctx, datetime, atoms::kUndefined);
}

Term ErlangUniqueInteger0(Context* ctx) { return MakeInteger(ctx, NextUnique()); }

// Every number is positive and larger than the one before, whatever is asked for.
Term ErlangUniqueInteger1(Context* ctx, Term options) {
  static const Term kPositive = AtomFromText("positive");
  static const Term kMonotonic = AtomFromText("monotonic");
  for (; IsCons(options); options = Tail(options)) {
    if (Head(options) != kPositive && Head(options) != kMonotonic) return RaiseBadarg(ctx);
  }
  return IsNil(options) ? MakeInteger(ctx, NextUnique()) : RaiseBadarg(ctx);
}

}  // namespace beamfold::rt::bif
