%% on_load marks the function that is called when the module is loaded.

function init/0
  on_load
  move ok, x0
  return
case init/0 []
