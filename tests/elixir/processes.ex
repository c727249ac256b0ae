# SPDX-License-Identifier: Apache-2.0
#
# Structs, protocols, behaviours, GenServer, Agent, Task, Supervisor and Registry.

defprotocol BeamfoldShape do
  @fallback_to_any true
  def area(shape)
end

defmodule BeamfoldSquare do
  @enforce_keys [:side]
  defstruct [:side, name: "square"]
end

defmodule BeamfoldCircle do
  @derive {Inspect, only: [:radius]}
  defstruct radius: 1.0, secret: 42
end

defimpl BeamfoldShape, for: BeamfoldSquare do
  def area(%{side: side}), do: side * side
end

defimpl BeamfoldShape, for: BeamfoldCircle do
  def area(circle), do: 3 * circle.radius * circle.radius
end

defimpl BeamfoldShape, for: [Integer, List] do
  def area(other), do: {:bare, other}
end

defimpl BeamfoldShape, for: Any do
  def area(_), do: :unknown
end

defimpl String.Chars, for: BeamfoldSquare do
  def to_string(square), do: "[#{square.side}]"
end

defimpl Enumerable, for: BeamfoldSquare do
  def count(square), do: {:ok, square.side}
  def member?(_, _), do: {:error, __MODULE__}
  def slice(_), do: {:error, __MODULE__}
  def reduce(square, acc, fun), do: Enumerable.List.reduce(Enum.to_list(1..square.side), acc, fun)
end

defmodule BeamfoldStack do
  use GenServer

  def start_link(initial), do: GenServer.start_link(__MODULE__, initial, name: __MODULE__)
  def push(value), do: GenServer.cast(__MODULE__, {:push, value})
  def pop, do: GenServer.call(__MODULE__, :pop)

  @impl true
  def init(initial), do: {:ok, initial}

  @impl true
  def handle_call(:pop, _from, [head | tail]), do: {:reply, head, tail}
  def handle_call(:pop, _from, []), do: {:stop, :empty, []}

  @impl true
  def handle_cast({:push, value}, state), do: {:noreply, [value | state]}
end

defmodule BeamfoldProcesses do
  def main do
    Process.flag(:trap_exit, true)
    [structs(), stack(), agent(), task(), supervised(), registry(), messages()]
  end

  defp structs do
    square = struct!(BeamfoldSquare, side: 3)
    {Enum.map([square, %BeamfoldCircle{radius: 2}, 7, [1], "any", nil], &BeamfoldShape.area/1), "#{square}", %{square | side: 4}, inspect(%BeamfoldCircle{}),
     Enum.map(square, &(&1 * 10)), Enum.count(square), BeamfoldShape.impl_for(1.5), is_struct(square, BeamfoldSquare), Map.from_struct(square),
     try(do: struct!(BeamfoldSquare, nope: 1), rescue: (e -> e.__struct__)), Access.fetch(%{a: 1}, :a)}
  end

  defp stack do
    {:ok, pid} = BeamfoldStack.start_link([1])
    BeamfoldStack.push(2)
    BeamfoldStack.push(3)
    popped = for _ <- 1..3, do: BeamfoldStack.pop()
    state = :sys.get_state(pid)
    reason = catch_exit(fn -> BeamfoldStack.pop() end)
    {popped, state, reason, receive(do: ({:EXIT, ^pid, why} -> why)), Process.whereis(BeamfoldStack)}
  end

  defp catch_exit(f) do
    f.()
  catch
    :exit, {reason, {module, function, _}} -> {reason, module, function}
  end

  defp agent do
    {:ok, agent} = Agent.start_link(fn -> %{n: 0} end)
    for i <- 1..100, do: Agent.update(agent, &Map.update!(&1, :n, fn n -> n + i end))
    result = {Agent.get(agent, & &1.n), Agent.get_and_update(agent, &{&1, :new}), Agent.get(agent, & &1), Agent.stop(agent)}
    receive(do: ({:EXIT, ^agent, :normal} -> result))
  end

  defp task do
    tasks = for n <- 1..10, do: Task.async(fn -> n * n end)
    stream = 1..6 |> Task.async_stream(&(&1 * 2), max_concurrency: 3) |> Enum.to_list()
    slow = Task.async(fn -> Process.sleep(5000) end)
    {Task.await_many(tasks), stream, Task.yield(slow, 5), Task.shutdown(slow, :brutal_kill)}
  end

  defp supervised do
    children = [{BeamfoldStack, [:a]}, %{id: :counter, start: {Agent, :start_link, [fn -> 0 end, [name: :counter]]}}]
    {:ok, supervisor} = Supervisor.start_link(children, strategy: :one_for_one)
    first = Process.whereis(:counter)
    Agent.update(:counter, &(&1 + 5))
    before = Agent.get(:counter, & &1)
    Process.exit(first, :kill)
    Process.sleep(20)
    result = {before, Agent.get(:counter, & &1), first != Process.whereis(:counter), BeamfoldStack.pop(), Supervisor.count_children(supervisor)}
    {result, Supervisor.stop(supervisor)}
  end

  defp registry do
    {:ok, _} = Registry.start_link(keys: :unique, name: BeamfoldRegistry)
    {:ok, _} = Agent.start_link(fn -> :found end, name: {:via, Registry, {BeamfoldRegistry, "key"}})
    {Agent.get({:via, Registry, {BeamfoldRegistry, "key"}}, & &1), length(Registry.lookup(BeamfoldRegistry, "key")), Registry.lookup(BeamfoldRegistry, "none"), Registry.count(BeamfoldRegistry)}
  end

  defp messages do
    parent = self()
    {pid, ref} = spawn_monitor(fn -> send(parent, {:hello, self()}); exit(:bye) end)
    Process.send_after(self(), :later, 5)
    {receive(do: ({:hello, ^pid} -> :got)), receive(do: ({:DOWN, ^ref, :process, ^pid, why} -> why)), receive(do: (:later -> :timer)), receive(do: (:never -> 1), after: (10 -> :timeout))}
  end
end
