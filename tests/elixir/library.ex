# SPDX-License-Identifier: Apache-2.0
#
# Enum, Map, Keyword, String, Stream, Integer, Range, MapSet and relatives; main/0 gives one term to compare.

defmodule BeamfoldLibrary do
  def main do
    [enum(), maps(), strings(), streams(), numbers(), keywords(), sets(), binaries(), lists(), errors(), inspected()]
  end

  defp enum do
    e = 1..20
    {Enum.map(e, &(&1 * 2)), Enum.filter(e, &(rem(&1, 3) == 0)), Enum.reduce(e, 0, &+/2), Enum.group_by(e, &rem(&1, 4)),
     Enum.chunk_every(e, 6), Enum.chunk_every(e, 3, 2, :discard), Enum.zip(e, ~w(a b c)), Enum.sort([3, 1, 2], :desc),
     Enum.sort_by(~w(ccc a bb), &String.length/1), Enum.uniq([1, 2, 1, 3]), Enum.frequencies(~w(a b a)), Enum.min_max(e),
     Enum.split_with(e, &(&1 > 15)), Enum.flat_map([1, 2], &[&1, &1]), Enum.into(%{a: 1}, []), Enum.reverse(e), Enum.at(e, -2),
     Enum.take_while(e, &(&1 < 4)), Enum.slice(e, 3..6), Enum.with_index(~w(x y)), Enum.join(e, "-"), Enum.map_join([1, 2], ",", &to_string/1),
     Enum.scan(1..5, &*/2), Enum.dedup([1, 1, 2]), Enum.find_index(e, &(&1 == 7)), Enum.any?(e, &(&1 > 19)), Enum.all?(e, &is_integer/1),
     Enum.count(e), Enum.sum(e), Enum.product(1..5), Enum.member?(e, 3), Enum.intersperse([1, 2, 3], :x), Enum.reduce_while(e, 0, fn x, a -> if x > 5, do: {:halt, a}, else: {:cont, a + x} end)}
  end

  defp maps do
    m = Map.new(1..10, &{&1, &1 * &1})
    {Map.get(m, 3), Map.put(m, :a, 1) |> map_size(), Map.update(m, 2, 0, &(&1 + 1))[2], Map.merge(%{a: 1, b: 2}, %{b: 3}, fn _, x, y -> {x, y} end),
     Map.take(m, [1, 2, 99]), Map.drop(m, [1, 2]) |> Map.keys(), Map.pop(%{a: 1}, :a), Map.split(%{a: 1, b: 2}, [:a]), Map.filter(m, fn {_, v} -> v > 50 end),
     Map.to_list(%{x: 1}), Map.fetch(m, 11), Map.fetch!(m, 1), Map.has_key?(m, 5), get_in(%{a: %{b: [1, 2]}}, [:a, :b]), put_in(%{a: %{b: 1}}.a.b, 2),
     update_in(%{a: %{b: 1}}, [:a, :b], &(&1 + 10)), Map.reject(%{a: 1, b: 2}, fn {k, _} -> k == :a end), Map.equal?(m, m)}
  end

  defp strings do
    s = "Füße und Ölwannen: naïve café"
    {String.length(s), String.upcase(s), String.downcase(s), String.capitalize("éa"), String.reverse(s), String.split(s), String.split("a,b,,c", ",", trim: true),
     String.graphemes("e\u0301a"), String.codepoints("e\u0301"), String.slice(s, 2, 4), String.at(s, 1), String.pad_leading("7", 3, "0"), String.trim("  x  "),
     String.replace(s, "e", "E"), String.starts_with?(s, "Fü"), String.contains?(s, ["und", "x"]), String.to_integer("42"), String.to_float("1.5"), String.duplicate("ab", 3),
     String.next_grapheme("ab"), String.valid?(<<255>>), String.jaro_distance("martha", "marhta"), String.to_charlist("hi"), String.normalize("é", :nfd) |> String.length(),
     "#{1 + 1} and #{:atom} and #{1.5} and #{[?a, ?b]}", String.myers_difference("abc", "adc"), String.splitter("a b c", " ") |> Enum.to_list(), String.to_atom("made")}
  end

  defp streams do
    {Stream.map(1..3, &(&1 + 1)) |> Enum.to_list(), Stream.iterate(1, &(&1 * 2)) |> Enum.take(8), Stream.cycle([1, 2]) |> Enum.take(5),
     Stream.unfold(5, fn 0 -> nil; n -> {n, n - 1} end) |> Enum.to_list(), Stream.resource(fn -> 0 end, fn 3 -> {:halt, 3}; n -> {[n], n + 1} end, fn _ -> :ok end) |> Enum.to_list(),
     1..1_000_000 |> Stream.filter(&(rem(&1, 2) == 0)) |> Stream.map(&(&1 * 3)) |> Stream.reject(&(rem(&1, 5) == 0)) |> Enum.take(5),
     Stream.zip(1..3, ~w(a b c)) |> Enum.into(%{}), Stream.chunk_every(1..5, 2) |> Enum.to_list(), Stream.with_index(~w(a b)) |> Enum.to_list(), Stream.dedup([1, 1, 2]) |> Enum.to_list(),
     Stream.transform(1..5, 0, fn x, a -> {[x + a], a + x} end) |> Enum.to_list(), Stream.concat([1..2, [9]]) |> Enum.to_list()}
  end

  defp numbers do
    {Integer.digits(1234), Integer.undigits([1, 2]), Integer.gcd(12, 18), Integer.pow(3, 50), Integer.parse("12ab"), Integer.to_string(255, 16), Integer.mod(-5, 3), Integer.floor_div(-5, 3),
     Float.round(3.14159, 2), Float.ceil(1.2), Float.parse("1.5x"), Float.ratio(0.75), Bitwise.band(12, 10), div(7, 2), rem(-7, 2), 10 ** 3, max(1, 2), Float.to_string(0.1), abs(-3)}
  end

  defp keywords do
    k = [a: 1, b: 2, a: 3]
    {Keyword.get(k, :a), Keyword.get_values(k, :a), Keyword.put(k, :a, 9), Keyword.delete(k, :a), Keyword.merge(k, b: 5, c: 6), Keyword.keyword?(k), Keyword.pop(k, :b), Keyword.split(k, [:b]), Keyword.validate([a: 1], [:a, b: 2])}
  end

  defp sets do
    s = MapSet.new([1, 2, 3])
    {MapSet.union(s, MapSet.new([4])) |> Enum.sort(), MapSet.member?(s, 2), MapSet.size(s), MapSet.difference(s, MapSet.new([1])) |> MapSet.to_list(), MapSet.subset?(MapSet.new([1]), s), Enum.to_list(5..1//-2), Range.size(1..10//3), 3 in 1..5}
  end

  defp binaries do
    <<a::8, rest::binary>> = "hello"
    {a, rest, for(<<c <- "abc">>, do: c + 1), for(x <- 1..3, y <- [:a, :b], x != 2, do: {x, y}), for(x <- 1..3, into: %{}, do: {x, x}), for(x <- [1, 2, 1], reduce: 0, do: (acc -> acc + x)), for(x <- [1, 2, 1], uniq: true, do: x),
     Base.encode64("hello"), Base.decode16!("FF00"), Base.url_encode64(<<255, 254>>), URI.encode("a b&c"), Version.compare("1.2.3", "1.10.0"), <<1::little-16, 2::3>>}
  rescue
    e -> {:rescued, e.__struct__}
  end

  defp lists do
    {List.flatten([1, [2, [3]]]), List.foldr([1, 2], 0, &-/2), List.insert_at([1, 3], 1, 2), List.keyfind([{:a, 1}], :a, 0), List.zip([[1, 2], [3, 4]]), List.delete_at([1, 2, 3], -1), List.first([]), List.last([1, 2]), List.wrap(nil), List.update_at([1, 2], 0, &(&1 * 10)), List.to_tuple([1, 2]), List.starts_with?([1, 2], [1]), [1, 2, 3] -- [2], Tuple.append({1}, 2), Tuple.to_list({1, 2})}
  end

  defp errors do
    for f <- [fn -> raise "oops" end, fn -> raise ArgumentError, message: "bad" end, fn -> Map.fetch!(%{}, :a) end, fn -> :erlang.binary_to_atom(1) end, fn -> throw(:ball) end, fn -> exit(:gone) end,
              fn -> Enum.fetch!([], 1) end, fn -> String.to_integer("x") end, fn -> 1 / Process.get(:zero, 0) end, fn -> Unknown.function(1) end, fn -> Keyword.fetch!([], :k) end] do
      try do
        f.()
      rescue
        e -> {e.__struct__, message(Exception.message(e))}
      catch
        kind, value -> {kind, value}
      after
        :done
      end
    end
  end

  # What OTP's native functions add to badarg for the message is not on our stack traces.
  defp message("errors were found at the given arguments" <> _), do: :badarg
  defp message("argument error"), do: :badarg
  defp message(text), do: text

  defp inspected do
    {inspect([%{a: [1, 2.5, "s", 'c', :"odd atom"]}, %{b: {nil, true, <<1, 2::4>>}}]), inspect(1..3), inspect(MapSet.new([1])), inspect([a: 1, b: [c: 2]], pretty: true, width: 10), inspect("\n\t\"é"), inspect(Enum.to_list(1..100), limit: 5),
     inspect(&Enum.map/2), to_string([1, 2]), "#{inspect(nil)}", inspect(123456789, base: :hex)}
  end
end
