" The windows of the search as you type: a list with the preview beside it, a prompt below.

" Opens them at the bottom. The prompt is an ordinary buffer, so that every input method works; as
" long as it is there, what it had from the start can be deleted.
function! pidx#live#windows#open(text) abort
  let windows = {'origin': win_getid(), 'sizes': winrestcmd(), 'backspace': &backspace}
  set backspace=indent,eol,start
  let height = max([&lines * pidx#config#get('live_height') / 100, 6])
  let windows.list = s:open('botright ' . height . 'new', 'pidx-list')
  setlocal cursorline
  let windows.prompt = s:open('rightbelow 1new', 'pidx-prompt')
  setlocal winfixheight nocursorline
  call setline(1, a:text)
  call win_gotoid(windows.list.window)
  let windows.preview = s:open('rightbelow vertical ' . (&columns * 55 / 100) . 'new', 'pidx-preview')
  setlocal wrap linebreak breakindent
  call win_gotoid(windows.prompt.window)
  resize 1
  return windows
endfunction

function! s:open(command, filetype) abort
  execute 'noautocmd silent keepalt' a:command
  setlocal buftype=nofile bufhidden=wipe noswapfile nobuflisted undolevels=100
  setlocal nonumber norelativenumber nolist nowrap nospell signcolumn=no foldcolumn=0 scrolloff=0
  setlocal nofoldenable textwidth=0 colorcolumn= complete= omnifunc=
  let &l:filetype = a:filetype
  let &l:statusline = ' '
  return {'window': win_getid(), 'buffer': bufnr('')}
endfunction

" Closes them, and gives the other windows back their sizes.
function! pidx#live#windows#close(windows) abort
  for name in ['preview', 'list', 'prompt']
    let number = win_id2win(a:windows[name].window)
    if number && winnr('$') > 1
      execute 'noautocmd' number . 'close!'
    elseif bufexists(a:windows[name].buffer)
      execute 'bwipeout!' a:windows[name].buffer
    endif
  endfor
  let &backspace = a:windows.backspace
  call win_gotoid(a:windows.origin)
  execute a:windows.sizes
endfunction

" What has been typed; lines that were pasted are joined.
function! pidx#live#windows#text(windows) abort
  return join(getbufline(a:windows.prompt.buffer, 1, '$'), ' ')
endfunction

" Shows a message below the prompt.
function! pidx#live#windows#say(windows, message) abort
  call s:set_status(a:windows.prompt, 'pidx: ' . a:message)
endfunction

" A text that is too long is cut in its middle.
function! s:set_status(pane, text) abort
  let middle = winwidth(a:pane.window) / 2
  let parts = [strcharpart(a:text, 0, middle), strcharpart(a:text, middle)]
  let status = ' ' . join(map(parts, 'substitute(v:val, "%", "%%", "g")'), '%<')
  call setwinvar(a:pane.window, '&statusline', status)
endfunction

" Shows the hits, a line each.
function! pidx#live#windows#list(windows, hits) abort
  call s:fill(a:windows.list, map(copy(a:hits), {_, hit -> s:label(hit)}))
  for number in range(1, len(a:hits))
    let hit = a:hits[number - 1]
    let [title, end] = [len(s:heading(hit)), len(s:label(hit))]
    call pidx#highlight#add(a:windows.list.buffer, 'PidxPlace', number, [[title, end]], 1)
    if !empty(hit.title)
      call pidx#highlight#add(a:windows.list.buffer, 'PidxMatch', number, hit.title_hl, 1)
    endif
  endfor
endfunction

function! s:label(hit) abort
  return printf(' %s  %s', s:heading(a:hit), pidx#hit#place(a:hit))
endfunction

function! s:heading(hit) abort
  return empty(a:hit.title) ? trim(a:hit.line_text) : a:hit.title
endfunction

" Nothing is shown in a window that somebody has closed.
function! s:fill(pane, lines) abort
  if !bufexists(a:pane.buffer)
    return
  endif
  call pidx#highlight#clear(a:pane.buffer)
  call setbufline(a:pane.buffer, 1, empty(a:lines) ? [''] : a:lines)
  call deletebufline(a:pane.buffer, max([len(a:lines), 1]) + 1, '$')
endfunction

function! pidx#live#windows#select(windows, number) abort
  call win_execute(a:windows.list.window, printf('call cursor(%d, 1)', max([a:number, 1])))
  call setwinvar(a:windows.list.window, '&cursorline', a:number > 0)
endfunction

" Shows the section, or the hit's snippet if it is empty, with the matches in sight.
function! pidx#live#windows#preview(windows, hit, section) abort
  let pane = a:windows.preview
  if empty(a:hit)
    call s:fill(pane, [])
    call s:set_status(pane, '')
    return
  endif
  let head = s:head(a:hit)
  let body = get(a:section, 'text', '')
  let body = empty(body) ? a:hit.text : body
  call s:fill(pane, head + split(body, "\r\\?\n", 1))
  call pidx#highlight#add(pane.buffer, 'PidxTitle', 1, [[0, len(head[0])]], 0)
  call pidx#highlight#add(pane.buffer, 'PidxMatch', 1, a:hit.title_hl, 0)
  call pidx#highlight#add(pane.buffer, 'PidxPlace', 2, [[0, len(head[1])]], 0)
  let line = s:mark(pane, a:hit, body, len(head))
  call win_execute(pane.window, printf('call cursor(%d, 1) | normal! zt', line))
  call s:set_status(pane, pidx#hit#place(a:hit))
endfunction

function! s:head(hit) abort
  let facts = a:hit.headings + [get(a:hit, 'date', ''), get(a:hit, 'link', '')]
  return [a:hit.title, join(filter(facts, '!empty(v:val)'), ' · '), '']
endfunction

" Highlights the snippet's ranges where it stands in the body, which begins below `above` lines.
" Returns the line to show at the top: that of the first match, or 1 if it is in sight anyway.
function! s:mark(pane, hit, body, above) abort
  let [first, start] = [0, stridx(a:body, a:hit.text)]
  let [number, from] = [a:above, 0]
  for line in start < 0 ? [] : split(a:body, "\n", 1)
    let number += 1
    let ranges = s:within(a:hit.hl, from - start, len(line))
    call pidx#highlight#add(a:pane.buffer, 'PidxMatch', number, ranges, 0)
    let first = first == 0 && !empty(ranges) ? number : first
    let from += len(line) + 1
  endfor
  return first > winheight(a:pane.window) / 2 ? first - 1 : 1
endfunction

" The parts of the ranges that lie in a line of `length` bytes from `start`, counted from there.
function! s:within(ranges, start, length) abort
  let parts = map(copy(a:ranges), {_, range ->
        \ [max([range[0] - a:start, 0]), min([range[1] - a:start, a:length])]})
  return filter(parts, 'v:val[0] < v:val[1]')
endfunction
