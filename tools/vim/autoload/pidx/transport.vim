" Lines over a Unix socket: a channel in Vim, vim.loop in Neovim.
"
" Handlers are a dictionary of functions: opened(), failed(why), line(text), closed(). They are
" called while the editor waits for input, never before connect() returns.

if has('nvim')
  let s:handlers = {}

  function! pidx#transport#connect(path, handlers) abort
    let id = luaeval('require("pidx.transport").connect(_A)', a:path)
    let s:handlers[id] = a:handlers
    return id
  endfunction

  function! pidx#transport#send(id, line) abort
    call luaeval('require("pidx.transport").send(_A[1], _A[2])', [a:id, a:line . "\n"])
  endfunction

  " Nothing is reported any more.
  function! pidx#transport#close(id) abort
    call remove(s:handlers, a:id)
    call luaeval('require("pidx.transport").close(_A)', a:id)
  endfunction

  " Called from Lua: events are [name, argument...].
  function! pidx#transport#events(id, events) abort
    for event in a:events
      let handlers = get(s:handlers, a:id, {})
      if empty(handlers)
        return
      elseif event[0] ==# 'failed' || event[0] ==# 'closed'
        call remove(s:handlers, a:id)
      endif
      call call(handlers[event[0]], event[1:])
    endfor
  endfunction
else
  function! pidx#transport#connect(path, handlers) abort
    try
      let channel = ch_open('unix:' . a:path, {
            \ 'mode': 'nl',
            \ 'drop': 'never',
            \ 'callback': {_, line -> a:handlers.line(line)},
            \ 'close_cb': {_ -> a:handlers.closed()},
            \ })
    catch /E\(898\|902\):/
      call timer_start(0, {_ -> a:handlers.failed('cannot connect')})
      return v:null
    endtry
    call timer_start(0, {_ -> a:handlers.opened()})
    return channel
  endfunction

  " What is sent after the other side has closed is lost, and closed() follows.
  function! pidx#transport#send(channel, line) abort
    silent! call ch_sendraw(a:channel, a:line . "\n")
  endfunction

  function! pidx#transport#close(channel) abort
    call ch_close(a:channel)
  endfunction
endif
