" Search as you type: what is asked, answered and selected. The windows are live/windows.vim.

" All of it; empty while the windows are closed.
"   asked     what the newest query asks for, or v:null before the first
"   serial    the id of the newest query
"   waiting   whether its answer is still to come
"   hits      what the list shows
"   selected  number of the selected hit, from 1; 0 without hits
"   accept    the command to jump with as soon as the answer is there, or empty
"   preview   what the preview shows, or waits for
let s:live = {}

function! pidx#live#open(text) abort
  call pidx#live#close()
  let s:live = {
        \ 'asked': v:null, 'serial': 0, 'waiting': 0, 'hits': [], 'selected': 0, 'accept': '',
        \ 'preview': {'busy': 0, 'wanted': {}}, 'windows': pidx#live#windows#open(a:text)}
  call s:map_keys()
  augroup pidx_live
    autocmd! * <buffer>
    autocmd TextChanged,TextChangedI,TextChangedP <buffer> call s:changed()
    autocmd BufWipeout <buffer> call timer_start(0, {_ -> s:close_without_prompt()})
  augroup END
  call s:changed()
  startinsert!
endfunction

function! pidx#live#close() abort
  if !empty(s:live)
    let windows = s:live.windows
    let s:live = {}
    call pidx#live#windows#close(windows)
  endif
endfunction

" Somebody has closed the prompt, with :quit for instance.
function! s:close_without_prompt() abort
  if !empty(s:live) && !bufexists(s:live.windows.prompt.buffer)
    call pidx#live#close()
  endif
endfunction

" For scripts and tests: what is shown.
function! pidx#live#state() abort
  return empty(s:live) ? {} : {
        \ 'asked': s:live.asked, 'waiting': s:live.waiting, 'selected': s:live.selected,
        \ 'hits': s:live.hits}
endfunction

function! s:map_keys() abort
  for [key, call] in items({
        \ '<CR>': 'accept("edit")', '<C-S>': 'accept("split")', '<C-V>': 'accept("vsplit")',
        \ '<C-T>': 'accept("tabedit")', '<C-Q>': 'to_quickfix()', '<C-C>': 'close()'})
    execute printf('inoremap <silent> <buffer> %s <Esc>:call pidx#live#%s<CR>', key, call)
    execute printf('nnoremap <silent> <buffer> %s :<C-U>call pidx#live#%s<CR>', key, call)
  endfor
  for [key, step] in items({
        \ '<Down>': 1, '<C-N>': 1, '<C-J>': 1, '<Up>': -1, '<C-P>': -1, '<C-K>': -1,
        \ '<PageDown>': 10, '<PageUp>': -10})
    execute printf('inoremap <silent> <buffer> %s <Cmd>call pidx#live#move(%d)<CR>', key, step)
    execute printf('nnoremap <silent> <buffer> %s <Cmd>call pidx#live#move(%d)<CR>', key, step)
  endfor
  nnoremap <silent> <buffer> j <Cmd>call pidx#live#move(v:count1)<CR>
  nnoremap <silent> <buffer> k <Cmd>call pidx#live#move(-v:count1)<CR>
  nnoremap <silent> <buffer> q <Cmd>call pidx#live#close()<CR>
  nnoremap <silent> <buffer> <Esc> <Cmd>call pidx#live#close()<CR>
endfunction

" Asks for what the prompt has now, unless that has been asked. The server gives up the query
" before; the list keeps its hits until there are new ones.
function! s:changed() abort
  if empty(s:live)
    return
  endif
  let text = pidx#live#windows#text(s:live.windows)
  if text is# s:live.asked
    return
  endif
  let s:live.asked = text
  let s:live.serial += 1
  let s:live.waiting = 1
  let Answered = function('s:answered', [s:live, s:live.serial])
  if text !~# '\S'
    return Answered({'parts': [], 'end': {'ok': v:true, 'total': 0, 'warn': []}})
  endif
  call pidx#client#request(pidx#request#query(text, {
        \ 'limit': pidx#config#get('live_limit'), 'prefix_last': v:true, 'supersede': 'live',
        \ }), Answered)
endfunction

function! s:answered(live, serial, reply) abort
  if a:live isnot s:live || a:serial != s:live.serial
    return
  endif
  let s:live.waiting = 0
  if !a:reply.end.ok
    call pidx#live#windows#say(s:live.windows, a:reply.end.message)
    call pidx#message#error(a:reply.end.message)
  else
    let s:live.hits = a:reply.parts
    call pidx#live#windows#list(s:live.windows, s:live.hits)
    call pidx#live#windows#say(s:live.windows, s:summary(a:reply))
    call s:select(1)
  endif
  if !empty(s:live.accept)
    call pidx#live#accept(s:live.accept)
  endif
endfunction

function! s:summary(reply) abort
  if s:live.asked !~# '\S'
    return 'type to search'
  endif
  let [shown, total] = [len(a:reply.parts), a:reply.end.total]
  let sections = shown == total ? total : shown . ' of ' . total
  return join([sections . (total == 1 ? ' section' : ' sections')] + a:reply.end.warn, '; ')
endfunction

" Moves the selection, but not past the first and the last.
function! pidx#live#move(step) abort
  call s:select(s:live.selected + a:step)
endfunction

function! s:select(number) abort
  let s:live.selected = max([min([a:number, len(s:live.hits)]), min([1, len(s:live.hits)])])
  call pidx#live#windows#select(s:live.windows, s:live.selected)
  let s:live.preview.wanted = s:selected()
  call s:preview()
  redraw
endfunction

function! s:selected() abort
  return s:live.selected ? s:live.hits[s:live.selected - 1] : {}
endfunction

" Asks for the section of the selected hit; for one at a time, the one wanted last.
function! s:preview() abort
  let hit = s:live.preview.wanted
  if empty(hit)
    call pidx#live#windows#preview(s:live.windows, {}, {})
  elseif !s:live.preview.busy
    let s:live.preview.busy = 1
    call pidx#client#request(
          \ {'op': 'open', 'path': hit.path, 'line': hit.line}, function('s:opened', [s:live, hit]))
  endif
endfunction

function! s:opened(live, hit, reply) abort
  if a:live isnot s:live
    return
  endif
  let s:live.preview.busy = 0
  if a:hit isnot s:live.preview.wanted
    return s:preview()
  endif
  " Without its section, a hit still has a snippet.
  let section = a:reply.end.ok ? get(a:reply.parts, 0, {}) : {}
  call pidx#live#windows#preview(s:live.windows, a:hit, section)
  redraw
endfunction

" Closes the windows and goes to the selected hit. What has been typed last is asked for first: if
" its answer is not there yet, the jump waits for it.
function! pidx#live#accept(command) abort
  call s:changed()
  if s:live.waiting
    let s:live.accept = a:command
    return
  endif
  let s:live.accept = ''
  let hit = s:selected()
  if empty(hit)
    startinsert!
    return
  endif
  call pidx#live#close()
  call pidx#hit#jump(hit, a:command)
endfunction

" Closes the windows and puts all hits into the quickfix list.
function! pidx#live#to_quickfix() abort
  let query = s:live.asked
  call pidx#live#close()
  call pidx#search(query)
endfunction
