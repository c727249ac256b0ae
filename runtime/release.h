// SPDX-License-Identifier: Apache-2.0
//
// Which release of Erlang/OTP the runtime does as: that of the library beside it, whose code relies on it. The releases
// differ little in what a program sees of them: printed atoms, bytes of external terms, the sign of zero, stack traces.

#ifndef BEAMFOLD_RUNTIME_RELEASE_H_
#define BEAMFOLD_RUNTIME_RELEASE_H_

#include <cstdint>

namespace beamfold::rt {

// 25 if nobody says otherwise.
inline uint32_t otp_release = 25;

inline uint32_t OtpRelease() { return otp_release; }
inline void SetOtpRelease(uint32_t release) { otp_release = release; }

}  // namespace beamfold::rt

#endif  // BEAMFOLD_RUNTIME_RELEASE_H_
