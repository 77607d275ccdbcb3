" The quickfix list.

function! pidx#quickfix#fill(query, reply) abort
  let texts = map(copy(a:reply.parts), {_, hit -> pidx#hit#text(hit)})
  let items = map(copy(a:reply.parts), {number, hit -> {
        \ 'filename': hit.path, 'lnum': hit.line, 'col': hit.col, 'text': texts[number].text}})
  call setqflist([], ' ', {'title': s:title(a:query, a:reply), 'items': items})
  if pidx#config#get('open')
    call s:open(texts)
  endif
endfunction

function! s:title(query, reply) abort
  let [shown, total] = [len(a:reply.parts), a:reply.end.total]
  return printf('pidx: %s (%s)', a:query, shown == total ? total : shown . ' of ' . total)
endfunction

" Opens the window if there is anything to show. Somebody who types meanwhile is left alone.
function! s:open(texts) abort
  let window = win_getid()
  botright cwindow
  if &buftype !=# 'quickfix'
    return
  endif
  call s:highlight(bufnr(''), a:texts)
  if mode() !=# 'n'
    call win_gotoid(window)
  endif
endfunction

" A line of the window is the place and then the text, of which the ranges are.
function! s:highlight(buffer, texts) abort
  call pidx#highlight#clear(a:buffer)
  for number in range(len(a:texts))
    let item = a:texts[number]
    let before = len(get(getbufline(a:buffer, number + 1), 0, '')) - len(item.text)
    call pidx#highlight#add(a:buffer, 'PidxMatch', number + 1, item.ranges, before)
  endfor
endfunction
