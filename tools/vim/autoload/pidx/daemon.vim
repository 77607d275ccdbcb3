" Starting the daemon, where g:pidx_autostart says so, and what to say of an absent one.

" Seconds that a daemon may take to listen.
let s:patience = 20

" Starts the daemon for the socket. It outlives the editor, and ends g:pidx_idle seconds after
" its last client has gone.
function! pidx#daemon#start(socket) abort
  let daemon = {'log': tempname(), 'since': reltime(), 'ended': v:false, 'tries': 0}
  let words = [pidx#config#executable(), 'serve', '--exit-idle', pidx#config#get('idle')]
  let words += pidx#config#index_arguments()
  if !empty(pidx#config#get('socket'))
    let words += ['--socket', a:socket]
  endif
  let job = ['/bin/sh', '-c', 'log=$1; shift; exec "$@" </dev/null >"$log" 2>&1', 'sh', daemon.log]
  call s:run(job + map(words, 'v:val . ""'), {-> extend(daemon, {'ended': v:true})})
  return daemon
endfunction

function! s:run(command, Ended) abort
  if has('nvim')
    call jobstart(a:command, {'detach': v:true, 'on_exit': {-> a:Ended()}})
  else
    call job_start(a:command, {
          \ 'stoponexit': '', 'in_io': 'null', 'out_io': 'null', 'err_io': 'null',
          \ 'exit_cb': {-> a:Ended()}})
  endif
endfunction

" Whether it is worth trying to connect again: once more after it ended, since the reason may be
" that another editor started one at the same moment.
function! pidx#daemon#may_come(daemon) abort
  if a:daemon.ended
    let a:daemon.tries += 1
    return a:daemon.tries == 1
  endif
  return reltimefloat(reltime(a:daemon.since)) < s:patience
endfunction

" Why a daemon that was started does not answer.
function! pidx#daemon#complaint(daemon) abort
  let lines = filereadable(a:daemon.log) ? readfile(a:daemon.log) : []
  if a:daemon.ended && !empty(lines)
    return substitute(lines[-1], '^pidx: ', '', '')
  endif
  return 'the daemon was started but does not answer; its log is ' . a:daemon.log
endfunction

" What to do where no daemon listens.
function! pidx#daemon#remedy(socket) abort
  let words = ['pidx', 'serve'] + pidx#config#index_arguments()
  if !empty(pidx#config#get('socket'))
    let words += ['--socket', a:socket]
  endif
  return printf('no daemon listens: run `%s`, or set g:pidx_autostart', join(words))
endfunction
