-- Listens on sockets in $PIDX_TEST and answers what the daemon says only seldom, or never. Run by
-- Neovim, which has what it takes.

local function impostor(name, answer, closes)
  local server = vim.loop.new_pipe(false)
  server:bind(os.getenv("PIDX_TEST") .. "/" .. name .. ".sock")
  server:listen(8, function()
    local client = vim.loop.new_pipe(false)
    server:accept(client)
    client:read_start(function(_, chunk)
      if not chunk then
        client:close()
        return
      end
      client:write(answer .. "\n", function()
        if closes and not client:is_closing() then
          client:close()
        end
      end)
    end)
  end)
end

impostor("busy", '{"t":"end","ok":false,"error":"busy","message":"128 clients are there"}', true)
impostor("newer", '{"id":"hello","t":"end","ok":false,"error":"proto","message":"version 2"}')
impostor("other", "who is there?")
