-- Listens on the socket $PIDX_TEST/echo.sock and answers every line with what is no protocol.
-- Run by Neovim, which has what it takes.
local server = vim.loop.new_pipe(false)
server:bind(os.getenv("PIDX_TEST") .. "/echo.sock")
server:listen(8, function()
  local client = vim.loop.new_pipe(false)
  server:accept(client)
  client:read_start(function(_, chunk)
    if chunk then
      client:write("who is there?\n")
    else
      client:close()
    end
  end)
end)
