%% SPDX-License-Identifier: Apache-2.0
%% Erlang/OTP's unicode_util by way of string: N times a text of several scripts is cut into grapheme clusters,
%% normalised and converted to upper case.
-module(otp_unicode).
-export([main/1]).

main(N) -> main(N, 0).

main(0, Sum) -> Sum;
main(N, Sum) ->
    Text = "Stra\x{df}e, e\x{301}le\x{300}ve, \x{1100}\x{1161}\x{11a8} \x{3b1}\x{3b2}\x{3b3} \x{43f}\x{440}\x{438} " ++
        "\x{1f468}\x{200d}\x{1f469}\x{200d}\x{1f467} " ++ integer_to_list(N),
    Upper = string:uppercase(Text),
    Composed = unicode:characters_to_nfc_list(Upper),
    main(N - 1, (Sum * 31 + string:length(Text) + length(Composed) + lists:sum(Upper)) rem 1000003).
