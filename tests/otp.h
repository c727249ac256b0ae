// SPDX-License-Identifier: Apache-2.0
//
// The installed Erlang/OTP, as a source of modules and as an oracle.

#ifndef BEAMFOLD_TESTS_OTP_H_
#define BEAMFOLD_TESTS_OTP_H_

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace beamfold::testing {

// What a shell command prints on its standard output.
inline std::string Run(const std::string& command) {
  std::string output;
  FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) return output;
  std::array<char, 65536> buffer;
  while (const size_t count = fread(buffer.data(), 1, buffer.size(), pipe)) output.append(buffer.data(), count);
  pclose(pipe);
  return output;
}

// What `erl -eval` prints. The expression must not contain single quotes.
inline std::string Erl(const std::string& expression) {
  return Run("erl -noinput -boot no_dot_erlang -eval '" + expression + ", halt().' 2>&1");
}

inline std::string ReadFile(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

// All .beam files of an Erlang/OTP and of the Elixir beside it, sorted. `root` is the folder of the Debian that has
// them;
// '' is the one that this program runs in.
inline std::vector<std::string> InstalledBeams(const std::string& root = "") {
  std::vector<std::string> files;
  const std::string otp = root.empty() ? Erl("io:put_chars(code:lib_dir())") : root + "/usr/lib/erlang/lib";
  for (const std::string& folder : {otp, root + "/usr/lib/elixir/lib"}) {
    std::error_code error;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder, error)) {
      if (entry.path().extension() == ".beam") files.push_back(entry.path().string());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

// Bytes from their hexadecimal form.
inline std::string Unhex(const std::string& hex) {
  std::string bytes;
  for (size_t i = 0; i + 1 < hex.size(); i += 2) {
    bytes += static_cast<char>(std::stoul(hex.substr(i, 2), nullptr, 16));
  }
  return bytes;
}

// term_to_binary of an expression.
inline std::string TermToBinary(const std::string& expression) {
  return Unhex(Erl("io:put_chars(binary:encode_hex(term_to_binary(" + expression + ")))"));
}

// The installed file of a module.
inline std::string BeamOf(const std::string& module) {
  return Erl("io:put_chars(filename:join(filename:dirname(code:where_is_file(\"" + module + ".beam\")), \"" + module +
             ".beam\"))");
}

inline std::vector<std::string> Lines(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

}  // namespace beamfold::testing

#endif  // BEAMFOLD_TESTS_OTP_H_
