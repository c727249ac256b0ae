%% SPDX-License-Identifier: Apache-2.0
%%
%% The Mandelbrot set in floats and in fixed point, drawn as text.

-module(algo_mandelbrot).
-export([main/0]).

main() -> [[row(Y, fun float_escape/2) || Y <- lists:seq(-8, 8, 2)], [row(Y, fun fixed_escape/2) || Y <- lists:seq(-8, 8, 4)], precise()].

row(Y, F) -> [shade(F(X, Y)) || X <- lists:seq(-30, 10)].

shade(N) -> lists:nth(N div 4 + 1, " .:-=+*#%@").

float_escape(X, Y) -> float_escape(0.0, 0.0, X / 15, Y / 8, 0).

float_escape(_, _, _, _, 39) -> 39;
float_escape(Zr, Zi, Cr, Ci, N) when Zr * Zr + Zi * Zi < 4.0 -> float_escape(Zr * Zr - Zi * Zi + Cr, 2.0 * Zr * Zi + Ci, Cr, Ci, N + 1);
float_escape(_, _, _, _, N) -> N.

%% 40 bits behind the point.
fixed_escape(X, Y) -> fixed_escape(0, 0, (X bsl 40) div 15, (Y bsl 40) div 8, 0).

fixed_escape(_, _, _, _, 39) -> 39;
fixed_escape(Zr, Zi, Cr, Ci, N) ->
    A = (Zr * Zr) bsr 40,
    B = (Zi * Zi) bsr 40,
    if
        A + B < 4 bsl 40 -> fixed_escape(A - B + Cr, ((Zr * Zi) bsr 39) + Ci, Cr, Ci, N + 1);
        true -> N
    end.

precise() -> [float_escape(0.0, 0.0, C, 0.1, 0) || C <- [-0.75, -0.7499999, 0.25, 0.2500001, -1.25]].
