" Requests of the protocol; see docs/PROTOCOL.md of pidx.

" A query with `full` hits. The members of g:pidx_query come first, so that none of ours is lost.
function! pidx#request#query(query, members) abort
  let request = {'op': 'query', 'q': a:query, 'full': v:true}
  return extend(extend(copy(pidx#config#get('query')), request), a:members)
endfunction

" Whether the text ends in a syllable that an input method has only begun: a letter such as ㅌ,
" or the leading consonant of decomposed Hangul.
function! pidx#request#is_composing(text) abort
  let last = strgetchar(a:text, strchars(a:text) - 1)
  return (last >= 0x3131 && last <= 0x318E) || (last >= 0x1100 && last <= 0x115F)
endfunction
