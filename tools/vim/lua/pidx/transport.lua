-- Lines over a Unix socket with vim.loop, for autoload/pidx/transport.vim.

local transport = {}

local pipes = {}
local last_id = 0

-- Hands events to Vim script, where it may run.
local function report(id, events)
  vim.schedule(function()
    vim.fn["pidx#transport#events"](id, events)
  end)
end

function transport.close(id)
  local pipe = pipes[id]
  pipes[id] = nil
  if pipe then
    pipe:close()
  end
  return pipe ~= nil
end

-- Closes and reports why, unless it is closed already.
local function finish(id, event)
  if transport.close(id) then
    report(id, { event })
  end
end

-- Calls take(lines) with the whole lines of every chunk; what has no end yet is kept.
local function line_splitter(take)
  local rest = {}
  return function(chunk)
    if not chunk:find("\n", 1, true) then
      table.insert(rest, chunk)
      return
    end
    local text = table.concat(rest) .. chunk
    local lines, start = {}, 1
    for stop in text:gmatch("()\n") do
      table.insert(lines, text:sub(start, stop - 1))
      start = stop + 1
    end
    rest = { text:sub(start) }
    take(lines)
  end
end

local function read(id, pipe)
  local split = line_splitter(function(lines)
    report(id, vim.tbl_map(function(line)
      return { "line", line }
    end, lines))
  end)
  pipe:read_start(function(err, chunk)
    if err or not chunk then
      finish(id, { "closed" })
    else
      split(chunk)
    end
  end)
end

-- Begins to connect; returns the id that events will have.
function transport.connect(path)
  last_id = last_id + 1
  local id, pipe = last_id, vim.loop.new_pipe(false)
  pipes[id] = pipe
  pipe:connect(path, function(err)
    if err then
      finish(id, { "failed", err })
    else
      report(id, { { "opened" } })
      read(id, pipe)
    end
  end)
  return id
end

-- What cannot be sent is lost: the other side has closed, which reading finds out, after what it
-- said last.
function transport.send(id, text)
  local pipe = pipes[id]
  if pipe then
    pipe:write(text)
  end
end

return transport
