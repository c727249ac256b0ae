// SPDX-License-Identifier: Apache-2.0
//
// The files of page/, as the build has put them into the library.

#ifndef BEAMFOLD_CFG_HTML_PAGE_H_
#define BEAMFOLD_CFG_HTML_PAGE_H_

#include "absl/strings/string_view.h"

namespace beamfold::cfg {

extern const absl::string_view kPageHtml;
extern const absl::string_view kPageStyle;
extern const absl::string_view kPageScript;

}  // namespace beamfold::cfg

#endif  // BEAMFOLD_CFG_HTML_PAGE_H_
