// SPDX-License-Identifier: Apache-2.0
//
// Floats as text, digit for digit as Erlang/OTP writes and reads them.

#ifndef BEAMFOLD_RUNTIME_FLOAT_TEXT_H_
#define BEAMFOLD_RUNTIME_FLOAT_TEXT_H_

#include <optional>
#include <string>
#include <string_view>

namespace beamfold::rt {

// The shortest text that reads back as `value`, which is finite: float_to_list(F, [short]), and what ~w prints.
std::string FloatTextShort(double value);

// C's "%.<decimals>e": float_to_list(F, [{scientific, Decimals}]). nullopt: longer than OTP's buffer.
std::optional<std::string> FloatTextScientific(double value, int decimals);

// float_to_list(F, [{decimals, Decimals}]); compact drops zeros at the end, but not the one right after the point.
// nullopt: longer than OTP's buffer.
std::optional<std::string> FloatTextDecimals(double value, int decimals, bool compact);

// Reads [+-]digits.digits[(e|E)[+-]digits], or with a comma for the point, as OTP does; nothing may precede or follow.
// nullopt: not of that form, or too large.
std::optional<double> ParseFloat(std::string_view text);

// How many leading characters of `text` ParseFloat would take: the longest prefix of that form, or 0.
size_t FloatPrefixLength(std::string_view text);

}  // namespace beamfold::rt

#endif  // BEAMFOLD_RUNTIME_FLOAT_TEXT_H_
