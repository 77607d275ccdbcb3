" Requests to the daemon, any number at once. One connection for each socket; it is opened by the
" first request, and again after it broke.

let s:connections = {}
let s:last_id = 0

" Sends a request; Callback(reply) is called once, whatever happens. A reply has `parts`, the
" lines of the answer, and `end`, its last; without a daemon that has `error` "absent".
function! pidx#client#request(members, Callback) abort
  let s:last_id += 1
  let id = s:last_id
  try
    if &encoding !=# 'utf-8'
      throw 'pidx: this needs `set encoding=utf-8` in your vimrc'
    endif
    let connection = s:connection(pidx#config#socket())
  catch /^pidx: /
    call a:Callback(s:failure('absent', v:exception[len('pidx: '):]))
    return id
  endtry
  let line = json_encode(extend({'id': id}, a:members))
  let connection.open[id] = {'parts': [], 'callback': a:Callback, 'line': line, 'tries': 1}
  call add(connection.queue, line)
  call s:proceed(connection)
  return id
endfunction

function! s:connection(socket) abort
  if !has_key(s:connections, a:socket)
    let s:connections[a:socket] = {
          \ 'socket': a:socket, 'state': 'closed', 'queue': [], 'open': {}, 'daemon': {}}
  endif
  return s:connections[a:socket]
endfunction

function! s:failure(error, message) abort
  return {'parts': [], 'end': {'ok': v:false, 'error': a:error, 'message': a:message}}
endfunction

" Sends what waits, or connects.
function! s:proceed(connection) abort
  if a:connection.state ==# 'open'
    for line in remove(a:connection, 'queue')
      call pidx#transport#send(a:connection.handle, line)
    endfor
    let a:connection.queue = []
  elseif a:connection.state ==# 'closed'
    call s:connect(a:connection)
  endif
endfunction

function! s:connect(connection) abort
  let a:connection.state = 'connecting'
  let a:connection.handle = pidx#transport#connect(a:connection.socket, {
        \ 'opened': function('s:opened', [a:connection]),
        \ 'failed': function('s:failed', [a:connection]),
        \ 'line': function('s:received', [a:connection]),
        \ 'closed': function('s:closed', [a:connection]),
        \ })
endfunction

function! s:opened(connection) abort
  let a:connection.state = 'open'
  let a:connection.daemon = {}
  let a:connection.reason = 'the daemon closes the connection; see its log'
  let hello = {'id': 'hello', 'op': 'hello', 'proto': 1, 'client': has('nvim') ? 'neovim' : 'vim'}
  call insert(a:connection.queue, json_encode(hello))
  call s:proceed(a:connection)
endfunction

" Nobody listens: starts the daemon, waits for one that was started, or gives up.
function! s:failed(connection, why) abort
  let daemon = a:connection.daemon
  if empty(daemon) && pidx#config#get('autostart')
    let a:connection.daemon = pidx#daemon#start(a:connection.socket)
  elseif empty(daemon)
    return s:give_up(a:connection, 'absent', pidx#daemon#remedy(a:connection.socket))
  elseif !pidx#daemon#may_come(daemon)
    return s:give_up(a:connection, 'absent', pidx#daemon#complaint(daemon))
  endif
  call timer_start(50, {_ -> s:connect(a:connection)})
endfunction

" The daemon ended, or closed a connection that idled. No request changes anything, so what is
" open is asked once more of a new connection.
function! s:closed(connection) abort
  let a:connection.state = 'closed'
  if !empty(filter(values(a:connection.open), 'v:val.tries > 1'))
    return s:give_up(a:connection, 'closed', a:connection.reason)
  endif
  let a:connection.queue = []
  for id in sort(keys(a:connection.open), 'N')
    call extend(a:connection.open[id], {'parts': [], 'tries': 2})
    call add(a:connection.queue, a:connection.open[id].line)
  endfor
  if !empty(a:connection.queue)
    call s:connect(a:connection)
  endif
endfunction

" Ends everything that is open with the message, and the connection.
function! s:give_up(connection, error, message) abort
  if a:connection.state ==# 'open'
    call pidx#transport#close(a:connection.handle)
  endif
  let a:connection.state = 'closed'
  let a:connection.daemon = {}
  let a:connection.queue = []
  let open = a:connection.open
  let a:connection.open = {}
  for id in sort(keys(open), 'N')
    call open[id].callback(s:failure(a:error, a:message))
  endfor
endfunction

function! s:received(connection, line) abort
  try
    let reply = json_decode(a:line)
    let [kind, id] = [reply.t, get(reply, 'id', '')]
  catch
    let message = 'what listens at ' . a:connection.socket . ' is no daemon of pidx'
    return s:give_up(a:connection, 'proto', message)
  endtry
  let request = get(a:connection.open, id, {})
  if id ==# 'hello' && !get(reply, 'ok', v:true)
    call s:give_up(a:connection, reply.error, reply.message)
  elseif empty(request)
    " Without an id, it says why the connection will be closed.
    let a:connection.reason = get(reply, 'message', a:connection.reason)
  elseif kind ==# 'end'
    call remove(a:connection.open, id)
    call request.callback({'parts': request.parts, 'end': reply})
  else
    call add(request.parts, reply)
  endif
endfunction
