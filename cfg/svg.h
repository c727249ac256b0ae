// SPDX-License-Identifier: Apache-2.0

#ifndef BEAMFOLD_CFG_SVG_H_
#define BEAMFOLD_CFG_SVG_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "cfg/scene.h"

namespace beamfold::cfg {

struct TitledScene {
  std::string title;
  Scene scene;
};

// The scenes beside each other, each with its title above, as an SVG document of its own: no fonts or styles from
// elsewhere, light or dark as the reader's system is.
std::string PrintSvg(const std::vector<TitledScene>& scenes);

// Text for between tags or in quotes, of XML and HTML. `utf8` must be printable (scene.h).
std::string EscapeXml(absl::string_view utf8);

}  // namespace beamfold::cfg

#endif  // BEAMFOLD_CFG_SVG_H_
