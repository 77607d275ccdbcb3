" Settings: g:pidx_NAME, or b:pidx_NAME for one buffer.

let s:defaults = {
      \ 'autostart': 0,
      \ 'command': 'pidx',
      \ 'idle': 600,
      \ 'index': '',
      \ 'limit': 100,
      \ 'live_height': 60,
      \ 'live_limit': 50,
      \ 'open': 1,
      \ 'query': {},
      \ 'socket': '',
      \ }

function! pidx#config#get(name) abort
  return get(b:, 'pidx_' . a:name, get(g:, 'pidx_' . a:name, s:defaults[a:name]))
endfunction

function! pidx#config#names() abort
  return sort(keys(s:defaults))
endfunction

" Arguments of pidx that name the index; none leaves the choice to its configuration file.
function! pidx#config#index_arguments() abort
  let index = pidx#config#get('index')
  return empty(index) ? [] : ['--index', substitute(fnamemodify(index, ':p'), '/$', '', '')]
endfunction

" The path of the daemon's socket. Throws `pidx: MESSAGE` if pidx cannot tell it.
function! pidx#config#socket() abort
  if !empty(pidx#config#get('socket'))
    return fnamemodify(pidx#config#get('socket'), ':p')
  endif
  return s:where(pidx#config#executable(), pidx#config#index_arguments())
endfunction

function! pidx#config#executable() abort
  let command = pidx#config#get('command')
  let path = exepath(expand(command))
  if empty(path)
    throw 'pidx: there is no program ' . command . ': install pidx, or name it in g:pidx_command'
  endif
  return path
endfunction

" Asked once for each index and working directory.
let s:sockets = {}

function! s:where(executable, arguments) abort
  let words = [a:executable, 'serve', '--where'] + a:arguments
  let key = join([getcwd()] + words, "\n")
  if !has_key(s:sockets, key)
    let lines = systemlist(join(map(words, {_, word -> shellescape(word)})))
    if v:shell_error || empty(lines)
      throw 'pidx: ' . substitute(get(lines, -1, 'pidx says nothing'), '^pidx: ', '', '')
    endif
    let s:sockets[key] = lines[-1]
  endif
  return s:sockets[key]
endfunction
