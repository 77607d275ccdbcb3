" The daemon absent, started, ended. No daemon listens when this begins.

function! s:failure(query) abort
  execute 'Pidx' a:query
  call WaitFor({-> execute('messages') =~# 'pidx: '})
  let messages = Messages()
  call assert_equal(1, len(messages))
  return messages[0]
endfunction

function! s:stop_daemon() abort
  let status = Ask({'op': 'status'})
  call assert_true(status.end.ok)
  let pid = status.parts[0].server.pid
  call system('kill ' . pid)
  call WaitFor({-> !isdirectory('/proc/' . pid)})
endfunction

function! Test_1_absent_daemon_is_one_line_with_the_remedy() abort
  let message = s:failure('가우시안')
  call assert_match('^pidx: no daemon listens: run `pidx serve --index .*index`, or set g:pidx_autostart', message)
endfunction

function! Test_1_absent_program() abort
  call With({'command': 'no-such-pidx'})
  call assert_match('no-such-pidx: install pidx, or name it in g:pidx_command', s:failure('가우시안'))
endfunction

function! Test_1_absent_index_cannot_be_started() abort
  call With({'autostart': 1, 'index': $PIDX_TEST . '/nowhere'})
  call assert_match('pidx build', s:failure('가우시안'))
endfunction

function! Test_2_daemon_is_started_and_started_again() abort
  call With({'autostart': 1, 'idle': 60})
  for round in range(2)
    call setqflist([], 'f')
    Pidx 가우시안
    call WaitFor({-> !empty(getqflist())})
    call s:stop_daemon()
  endfor
endfunction

function! Test_3_requests_end_when_the_daemon_ends() abort
  call With({'autostart': 1, 'idle': 60})
  call assert_true(Ask({'op': 'ping'}).end.ok)
  call s:stop_daemon()
  call With({'autostart': 0})
  let reply = Ask({'op': 'ping'})
  call assert_false(reply.end.ok)
  call assert_equal('absent', reply.end.error)
endfunction

function! Test_4_impostors_and_refusals_are_one_line() abort
  for [name, pattern] in items({
        \ 'other': 'other.sock is no daemon of pidx', 'busy': '128 clients', 'newer': 'version 2'})
    call With({'socket': $PIDX_TEST . '/' . name . '.sock'})
    call assert_match(pattern, s:failure('가우시안'))
  endfor
endfunction

function! Test_5_an_encoding_that_is_not_UTF8() abort
  if has('nvim')
    return
  endif
  set encoding=latin1
  let message = s:failure('distillation')
  set encoding=utf-8
  call assert_match('set encoding=utf-8', message)
endfunction
