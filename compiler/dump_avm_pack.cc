// SPDX-License-Identifier: Apache-2.0

#include <nlohmann/json.hpp>

#include "absl/strings/escaping.h"
#include "absl/strings/str_format.h"
#include "compiler/beam_file.h"
#include "compiler/dump_avm.h"

namespace beamfold {
namespace {

using Json = nlohmann::ordered_json;

std::string FlagsText(uint32_t flags) {
  std::string text;
  const auto add = [&](std::string_view name) { absl::StrAppendFormat(&text, "%s%s", text.empty() ? "" : ",", name); };
  if ((flags & kAvmBeam) != 0) add("beam");
  if ((flags & kAvmStart) != 0) add("start");
  if ((flags & kAvmFile) != 0) add("file");
  const uint32_t rest = flags & ~(kAvmBeam | kAvmStart | kAvmFile);
  if (rest != 0 || text.empty()) add(absl::StrFormat("%#x", rest));
  return text;
}

}  // namespace

std::string DumpAvmPack(const AvmPack& pack, std::string_view file_name) {
  std::string text = absl::StrFormat("%s: %d entries\n", file_name, pack.entries.size());
  for (const AvmPackEntry& entry : pack.entries) {
    const std::string_view contents = AvmPackContents(entry);
    absl::StrAppendFormat(&text, "  %-10s %8d bytes  %s", FlagsText(entry.flags), contents.size(),
                          absl::CHexEscape(entry.name));
    if (entry.is_beam()) {
      const absl::StatusOr<std::vector<RawChunk>> chunks = ReadBeamFile(contents, absl::CHexEscape(entry.name));
      if (chunks.ok()) {
        for (size_t i = 0; i < chunks->size(); ++i) text += (i == 0 ? ": " : " ") + (*chunks)[i].name;
      } else {
        absl::StrAppendFormat(&text, ": %s", chunks.status().message());
      }
    }
    text += '\n';
  }
  if (!pack.rest.empty()) absl::StrAppendFormat(&text, "  %d bytes after the end\n", pack.rest.size());
  return text;
}

std::string DumpAvmPackJson(const AvmPack& pack, std::string_view file_name) {
  Json json = {{"file", file_name}, {"entries", Json::array()}, {"bytes_after_end", pack.rest.size()}};
  for (const AvmPackEntry& entry : pack.entries) {
    const std::string_view contents = AvmPackContents(entry);
    Json row = {{"name", entry.name}, {"flags", entry.flags}, {"bytes", contents.size()}};
    if (entry.is_beam()) {
      const absl::StatusOr<std::vector<RawChunk>> chunks = ReadBeamFile(contents, absl::CHexEscape(entry.name));
      if (chunks.ok()) {
        row["chunks"] = Json::array();
        for (const RawChunk& chunk : *chunks)
          row["chunks"].push_back({{"name", chunk.name}, {"bytes", chunk.data.size()}});
      } else {
        row["error"] = std::string(chunks.status().message());
      }
    }
    json["entries"].push_back(std::move(row));
  }
  return json.dump(2, ' ', /*ensure_ascii=*/false, Json::error_handler_t::replace) + "\n";
}

}  // namespace beamfold
