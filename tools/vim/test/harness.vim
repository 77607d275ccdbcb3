" Runs the functions Test_* of a script, which $PIDX_TEST_SCRIPT names, in this editor, and writes
" a line for each to $PIDX_TEST_RESULTS. The editor ends with 1 if any failed or none was there.

let s:patience = 120

" Waits until the function gives true: answers arrive meanwhile.
function! WaitFor(Condition) abort
  let since = reltime()
  while !a:Condition()
    if reltimefloat(reltime(since)) > s:patience
      throw 'waited in vain; messages: ' . execute('messages')
    endif
    if has('nvim')
      call wait(10, {-> v:false})
    else
      sleep 10m
    endif
  endwhile
endfunction

" The reply to a request.
function! Ask(members) abort
  let replies = []
  call pidx#client#request(a:members, {reply -> add(replies, reply)})
  call WaitFor({-> !empty(replies)})
  return replies[0]
endfunction

" The messages since the last call.
function! Messages() abort
  let lines = split(execute('messages'), "\n")
  messages clear
  return lines
endfunction

" The pieces of text in a buffer that a group highlights, in order.
function! Highlighted(buffer, group) abort
  let pieces = []
  for [line, start, end] in has('nvim') ? s:marks(a:buffer, a:group) : s:props(a:buffer, a:group)
    call add(pieces, strpart(getbufline(a:buffer, line)[0], start, end - start))
  endfor
  return pieces
endfunction

function! s:marks(buffer, group) abort
  let space = nvim_get_namespaces().pidx
  let marks = nvim_buf_get_extmarks(a:buffer, space, 0, -1, {'details': v:true})
  call filter(marks, {_, mark -> mark[3].hl_group ==# a:group})
  return map(marks, {_, mark -> [mark[1] + 1, mark[2], mark[3].end_col]})
endfunction

function! s:props(buffer, group) abort
  let found = []
  for line in range(1, len(getbufline(a:buffer, 1, '$')))
    for prop in prop_list(line, {'bufnr': a:buffer})
      if prop.type ==# a:group
        call add(found, [line, prop.col - 1, prop.col - 1 + prop.length])
      endif
    endfor
  endfor
  return found
endfunction

" A setting for one test.
function! With(settings) abort
  for [name, value] in items(a:settings)
    let g:['pidx_' . name] = value
  endfor
endfunction

function! s:reset(settings) abort
  call filter(g:, {name, _ -> name !~# '^pidx_'})
  call With(a:settings)
  silent! %bwipeout!
  call setqflist([], 'f')
  cclose
  call Messages()
  let v:errors = []
endfunction

function! s:run(name, settings) abort
  call s:reset(a:settings)
  try
    call call(a:name, [])
  catch
    call add(v:errors, v:throwpoint . ': ' . v:exception)
  endtry
  call pidx#live#close()
  return empty(v:errors) ? ['ok   ' . a:name] : ['FAIL ' . a:name] + map(v:errors, '"       " . v:val')
endfunction

function! s:main() abort
  let settings = {}
  for name in filter(keys(g:), 'v:val =~# "^pidx_"')
    let settings[name[len('pidx_'):]] = g:[name]
  endfor
  execute 'source' fnameescape($PIDX_TEST_SCRIPT)
  let results = []
  for name in sort(map(getcompletion('Test_', 'function'), 'substitute(v:val, "()\\=$", "", "")'))
    let results += s:run(name, settings)
  endfor
  call writefile(results, $PIDX_TEST_RESULTS)
  execute empty(results) || match(results, '^FAIL') >= 0 ? 'cquit' : 'qall!'
endfunction

call s:main()
