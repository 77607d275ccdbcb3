" Highlights by byte ranges: text properties in Vim, extended marks in Neovim.

highlight default link PidxMatch Search
highlight default link PidxTitle Title
highlight default link PidxPlace Comment

if has('nvim')
  let s:namespace = nvim_create_namespace('pidx')

  function! pidx#highlight#clear(buffer) abort
    call nvim_buf_clear_namespace(a:buffer, s:namespace, 0, -1)
  endfunction

  function! s:add(buffer, group, line, start, end, priority) abort
    call nvim_buf_set_extmark(a:buffer, s:namespace, a:line - 1, a:start, {
          \ 'end_col': a:end, 'hl_group': a:group, 'priority': a:priority})
  endfunction
else
  for s:group in ['PidxMatch', 'PidxTitle', 'PidxPlace']
    if empty(prop_type_get(s:group))
      call prop_type_add(s:group, {
            \ 'highlight': s:group, 'priority': s:group ==# 'PidxMatch' ? 20 : 10})
    endif
  endfor

  function! pidx#highlight#clear(buffer) abort
    for group in ['PidxMatch', 'PidxTitle', 'PidxPlace']
      call prop_remove({'type': group, 'bufnr': a:buffer, 'all': v:true})
    endfor
  endfunction

  function! s:add(buffer, group, line, start, end, priority) abort
    call prop_add(a:line, a:start + 1, {
          \ 'length': a:end - a:start, 'type': a:group, 'bufnr': a:buffer})
  endfunction
endif

" Highlights half-open ranges of bytes, counted from 0, that are moved on by `offset` bytes. What
" passes the end of the line, such as of a file that has changed, is cut.
function! pidx#highlight#add(buffer, group, line, ranges, offset) abort
  let length = len(get(getbufline(a:buffer, a:line), 0, ''))
  let priority = a:group ==# 'PidxMatch' ? 200 : 100
  for [start, end] in a:ranges
    let [first, last] = [start + a:offset, min([end + a:offset, length])]
    if first < last
      call s:add(a:buffer, a:group, a:line, first, last, priority)
    endif
  endfor
endfunction
