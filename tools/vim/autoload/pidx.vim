" What the commands and mappings call.

" Searches for the query, or for the word under the cursor, and fills the quickfix list.
function! pidx#search(query) abort
  let query = trim(a:query)
  if empty(query)
    let query = pidx#word()
  endif
  if empty(query)
    call pidx#message#error('there is no word under the cursor: give a query, `:Pidx WORD`')
    return
  endif
  let request = pidx#request#query(query, {
        \ 'limit': pidx#config#get('limit'),
        \ 'prefix_last': pidx#request#is_composing(query) ? v:true : v:false,
        \ })
  call pidx#client#request(request, function('s:answered', [query]))
endfunction

function! s:answered(query, reply) abort
  if !a:reply.end.ok
    call pidx#message#error(a:reply.end.message)
    return
  endif
  call pidx#quickfix#fill(a:query, a:reply)
  if empty(a:reply.parts)
    call pidx#message#warning('nothing found for ' . a:query)
  endif
  if !empty(a:reply.end.warn)
    call pidx#message#warning(join(a:reply.end.warn, '; '))
  endif
endfunction

" The word under the cursor: letters of any script, so that LLM은 is one. Vim's own <cword> ends
" where Latin letters meet Hangul, and would give the particle alone.
function! pidx#word() abort
  let line = getline('.')
  let column = col('.') - 1
  let end = 0
  while end >= 0
    let [word, start, end] = matchstrpos(line, '\k\+', end)
    if start <= column && column < end
      return word
    endif
  endwhile
  return ''
endfunction

" The text selected last in Visual mode, its lines joined.
function! pidx#selection() abort
  let saved = getreginfo('"')
  try
    silent noautocmd normal! gvy
    return trim(substitute(@", '\_s\+', ' ', 'g'))
  finally
    call setreg('"', saved)
  endtry
endfunction
