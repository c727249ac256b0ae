// SPDX-License-Identifier: Apache-2.0
//
// Native functions against Erlang/OTP: the calls of data/bif_calls.txt are made by rt_bif_main, the 32-bit program that
// holds the runtime, and by Erlang, and the answers compared line by line.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <string>
#include <vector>

namespace {

using Names = std::map<std::string, std::vector<std::string>>;

// The first $name that is defined, from `from`; $ is also the start of a character, which has no such name.
bool FindName(const Names& names, const std::string& text, size_t from, size_t* at, std::string* name) {
  for (*at = text.find('$', from); *at != std::string::npos; *at = text.find('$', *at + 1)) {
    size_t end = *at + 1;
    while (end < text.size() && text[end] >= 'a' && text[end] <= 'z') ++end;
    *name = text.substr(*at + 1, end - *at - 1);
    if (names.contains(*name)) return true;
  }
  return false;
}

void Expand(const Names& names, const std::string& text, std::vector<std::string>& out) {
  size_t at;
  std::string name;
  if (!FindName(names, text, 0, &at, &name)) {
    out.push_back(text);
    return;
  }
  for (const std::string& value : names.at(name)) {
    Expand(names, text.substr(0, at) + value + text.substr(at + 1 + name.size()), out);
  }
}

std::vector<std::string> Split(const std::string& text, const std::string& separator) {
  std::vector<std::string> parts;
  size_t from = 0;
  for (size_t at; (at = text.find(separator, from)) != std::string::npos; from = at + separator.size()) {
    parts.push_back(text.substr(from, at - from));
  }
  parts.push_back(text.substr(from));
  return parts;
}

std::vector<std::string> Lines(const std::string& path) {
  std::ifstream file(path);
  EXPECT_TRUE(file) << path;
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  return lines;
}

// Names may be used before they are defined.
std::vector<std::string> ReadCalls(const std::string& path) {
  Names names;
  std::vector<std::string> templates;
  for (const std::string& line : Lines(path)) {
    if (line.empty() || line[0] == '#') continue;
    const size_t equals = line.find(" = ");
    if (line[0] != '$') {
      templates.push_back(line);
      continue;
    }
    std::vector<std::string> values;
    for (const std::string& value : Split(line.substr(equals + 3), " ; ")) Expand(names, value, values);
    names[line.substr(1, equals - 1)] = values;
  }
  std::vector<std::string> calls;
  for (const std::string& line : templates) Expand(names, line, calls);
  return calls;
}

// Questions and Erlang's answers to them, in files that live as long as this.
class Oracle {
 public:
  explicit Oracle(const std::vector<std::string>& calls) : calls_(calls) {
    char folder[] = "/tmp/rt_bif_test.XXXXXX";
    EXPECT_NE(mkdtemp(folder), nullptr);
    folder_ = folder;
    std::ofstream file(folder_ + "/calls");
    for (const std::string& call : calls_) file << call << '\n';
    file.close();
    expected_ = Answers("escript " BEAMFOLD_SOURCE_DIR "/tests/data/bif_calls.escript");
    EXPECT_EQ(expected_.size(), calls_.size()) << "Erlang stopped early";
  }

  ~Oracle() {
    for (const char* name : {"/calls", "/answers"}) unlink((folder_ + name).c_str());
    rmdir(folder_.c_str());
  }

  // OTP 25 prints the names of a fun m:f/a encoded twice if they are not ASCII; that is not copied.
  static bool IsFunWithOddName(const std::string& answer) {
    return answer.find("fun ") != std::string::npos &&
           std::any_of(answer.begin(), answer.end(), [](char c) { return (c & 0x80) != 0; });
  }

  const std::vector<std::string>& expected() const { return expected_; }
  std::vector<std::string> Ours() const { return Answers(BEAMFOLD_TEST_BIN "/rt_bif_main aligned"); }

  // mode: an argument of rt_bif_main.
  void Compare(const std::string& mode) const {
    const std::vector<std::string> answers = Answers(BEAMFOLD_TEST_BIN "/rt_bif_main " + mode);
    ASSERT_EQ(expected_.size(), calls_.size());
    for (size_t i = 0; i < std::min(calls_.size(), answers.size()); ++i) {
      if (IsFunWithOddName(expected_[i])) continue;
      EXPECT_EQ(answers[i], expected_[i]) << calls_[i];
    }
    ASSERT_EQ(answers.size(), calls_.size()) << "stopped early; the call after the last answer is at fault";
  }

 private:
  std::vector<std::string> Answers(const std::string& command) const {
    const std::string line = command + " < " + folder_ + "/calls > " + folder_ + "/answers";
    EXPECT_EQ(system(line.c_str()), 0) << line;
    return Lines(folder_ + "/answers");
  }

  const std::vector<std::string> calls_;
  std::string folder_;
  std::vector<std::string> expected_;
};

// "aligned", or "shifted": bitstrings that start inside a byte.
class Bif : public testing::TestWithParam<std::string> {};

TEST_P(Bif, AnswersListedCallsAsErlangDoes) {
  static const Oracle oracle(ReadCalls(BEAMFOLD_SOURCE_DIR "/tests/data/bif_calls.txt"));
  oracle.Compare(GetParam());
}

TEST_P(Bif, AnswersRandomCallsAsErlangDoes) {
  static const Oracle oracle([] {
    char path[] = "/tmp/rt_bif_calls.XXXXXX";
    close(mkstemp(path));
    const std::string generate = "escript " BEAMFOLD_SOURCE_DIR "/tests/data/bif_random_calls.escript 20000 1 > ";
    EXPECT_EQ(system((generate + path).c_str()), 0);
    std::vector<std::string> calls = Lines(path);
    unlink(path);
    EXPECT_EQ(calls.size(), 20000);
    return calls;
  }());
  oracle.Compare(GetParam());
}

std::string Repeated(const std::string& element, int times) {
  std::string list = "[" + element;
  for (int i = 1; i < times; ++i) list += ", " + element;
  return list + "]";
}

// The other direction: Erlang reads what was compressed here.
TEST(BifCompressed, ErlangReadsOurs) {
  std::string numbers = "[0";
  for (int i = 1; i < 5000; ++i) numbers += ", " + std::to_string(int64_t{i} * i * i % 1000003);
  const std::vector<std::string> terms = {Repeated("a", 300), Repeated("{b, <<\"binary\">>, 1.5, [c]}", 90),
                                          Repeated("\"text\"", 2000), Repeated("123456789123456789", 200),
                                          numbers + "]"};
  std::vector<std::string> write;
  std::vector<std::string> same;
  for (const std::string& term : terms) {
    for (int level = 1; level <= 9; level += 4) {
      write.push_back("erlang:term_to_binary(" + term + ", [{compressed, " + std::to_string(level) + "}])");
      same.push_back("erlang:hd([" + term + "])");
    }
  }
  std::vector<std::string> read;
  for (const std::string& bytes : Oracle(write).Ours()) {
    EXPECT_EQ(bytes.rfind("<<131,80,", 0), 0) << bytes.substr(0, 100);
    read.push_back("erlang:binary_to_term(" + bytes + ")");
  }
  EXPECT_EQ(Oracle(read).expected(), Oracle(same).expected());
}

INSTANTIATE_TEST_SUITE_P(Bitstrings, Bif, testing::Values("aligned", "shifted"));

}  // namespace
